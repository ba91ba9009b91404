package io.tandem.proof;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A Java process of the test's own, spoken with by lines. Closing it kills it and all that it has
 * started.
 */
final class JavaProcess implements AutoCloseable {
  private static final String END = "(no more lines)";

  private final Process process;
  private final BufferedWriter in;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private JavaProcess(Process process) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::readLines, "lines of process " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts one.
   *
   * @param folder where it stands; what it says on standard error is in {@code err.txt} there
   * @param options of the JVM, with the class or jar that is to run and its arguments
   */
  static JavaProcess start(Path folder, Map<String, String> environment, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    File err = folder.resolve("err.txt").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(err));
    builder.environment().putAll(environment);
    return new JavaProcess(builder.start());
  }

  /** Starts a class of the tests, with their class path and what Spark needs opened. */
  static JavaProcess main(
      Path folder, Map<String, String> environment, Class<?> main, List<String> arguments)
      throws IOException {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-Xmx1g",
                "-Xss16m",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=240m",
                "-XX:+UseSerialGC",
                "@" + home().resolve("scripts/java-module-flags"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    options.addAll(arguments);
    return start(folder, environment, options);
  }

  /** The folder of the project. */
  static Path home() {
    return Path.of(System.getProperty("tandem.home", "")).toAbsolutePath();
  }

  private void readLines() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("(" + e.getMessage() + ")");
    }
    lines.add(END);
  }

  void say(String line) throws IOException {
    in.write(line + "\n");
    in.flush();
  }

  /** The next line that begins so; others are passed over. */
  String awaitLine(String begin, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      String line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (line == null || line.equals(END)) {
        throw new AssertionError(
            "no line \"%s\" within %,d s; alive: %s"
                .formatted(begin, limit.toSeconds(), process.isAlive()));
      }
      if (line.startsWith(begin)) {
        return line;
      }
    }
  }

  /** Waits for its end, and gives back its exit code. */
  int await(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("no end after %,d s".formatted(limit.toSeconds()));
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** By SIGKILL: it gets no chance to tidy up. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(descendants());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().orTimeout(30, TimeUnit.SECONDS).join());
  }
}

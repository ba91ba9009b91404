package io.tandem.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the project's scripts as a person would: in a process of their own, with the packed jar. */
public final class Scripts {
  private static final long LIMIT_SECONDS = 600;

  /** As in the tests' own JVMs, for the reasons that the pom tells. */
  private static final String QUICK =
      "--driver-java-options=-XX:TieredStopAtLevel=1"
          + " --driver-java-options=-XX:ReservedCodeCacheSize=240m"
          + " --driver-java-options=-XX:+UseSerialGC";

  private Scripts() {}

  /**
   * How a script ended.
   *
   * @param exitCode what a scheduler sees
   * @param out standard output
   * @param err standard error, without the JVM's notice of the incubator module
   */
  public record Ended(int exitCode, String out, String err) {}

  /** Runs {@code scripts/<name>} in a folder and waits for its end. */
  public static Ended run(Path folder, String name, String... arguments) {
    try {
      List<String> command =
          new ArrayList<>(List.of(Path.of("scripts", name).toAbsolutePath().toString()));
      command.addAll(List.of(arguments));
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().put("TANDEM_SPARK_OPTIONS", "--driver-memory 2g " + QUICK);
      builder.environment().remove("SPARK_HOME");
      Process process = builder.start();
      try {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError(
              "no end after %d s: %s%n%s".formatted(LIMIT_SECONDS, command, Files.readString(err)));
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      String notice = "WARNING: Using incubator modules: jdk.incubator.vector\n";
      Ended ended =
          new Ended(
              process.exitValue(),
              Files.readString(out),
              Files.readString(err).replace(notice, ""));
      Files.delete(out);
      Files.delete(err);
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

package io.tandem.testing;

import io.tandem.cli.QueryCommand;
import io.tandem.cli.Tandem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Runs Tandem's command line in this process: the same entry as the job jar's, without the start of
 * a process. Paths are relative to where the tests stand, so they are best given absolute.
 */
public final class ThisProcess {
  /** The shops of such runs are too small for compiling code to pay. */
  private static final Map<String, String> INTERPRETED =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN");

  private ThisProcess() {}

  /**
   * Runs a command to its end, with a Spark session of its own; the tests' session is started anew
   * when it is next asked for.
   */
  public static Scripts.Ended run(String... arguments) {
    return run(Map.of(), arguments);
  }

  /** The same, with settings of Spark as {@code scripts/submit --conf} would hand them over. */
  public static Scripts.Ended run(Map<String, String> sparkSettings, String... arguments) {
    SparkExtension.stop();
    Map<String, String> settings = new HashMap<>(INTERPRETED);
    settings.putAll(sparkSettings);
    settings.forEach(System::setProperty);
    try {
      return ended(() -> Tandem.run(arguments));
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
  }

  /** Runs {@code scripts/query} with these arguments, but for the script. */
  public static Scripts.Ended query(String... arguments) {
    return ended(() -> QueryCommand.run(arguments));
  }

  private static Scripts.Ended ended(IntSupplier command) {
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    Locale localeBefore = Locale.getDefault();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      Locale.setDefault(Locale.ROOT); // As Main does.
      exitCode = command.getAsInt();
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
      Locale.setDefault(localeBefore);
    }
    return new Scripts.Ended(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}

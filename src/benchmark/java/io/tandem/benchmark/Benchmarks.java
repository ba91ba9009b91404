package io.tandem.benchmark;

import io.tandem.refusal.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * What {@code scripts/benchmark} runs: how fast Tandem is beside its peer, and how often what it
 * says is true.
 */
@Command(
    name = "scripts/benchmark",
    description =
        "Measures Tandem: side by side with its peer, or against shops whose truth is known.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "NAME",
    subcommands = {
      FpGrowthBenchmark.class,
      AlsBenchmark.class,
      TopNBenchmark.class,
      LifetimeValueBenchmark.class,
      CoverageBenchmark.class
    })
public final class Benchmarks {
  private static final int WRONG_USAGE = 64;
  private static final int INTERNAL_ERROR = 70;
  private static final int BAD_DATA = 65;

  public static void main(String[] arguments) {
    int exitCode =
        new CommandLine(new Benchmarks())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(
                (failure, args) -> {
                  System.err.println(failure.getMessage());
                  failure.getCommandLine().usage(System.err);
                  return WRONG_USAGE;
                })
            .setExecutionExceptionHandler(
                (failure, command, result) -> {
                  if (failure instanceof Refusal) {
                    System.err.println(failure.getMessage());
                    return BAD_DATA;
                  }
                  failure.printStackTrace();
                  return INTERNAL_ERROR;
                })
            .execute(arguments);
    System.exit(exitCode);
  }

  /** The file, or one clear line where there is none. */
  static Path file(Path file) {
    if (!Files.isRegularFile(file)) {
      throw Refusal.badConfiguration("Cannot read %s: there is no such file.".formatted(file));
    }
    return file;
  }
}

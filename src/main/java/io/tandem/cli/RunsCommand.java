package io.tandem.cli;

import io.tandem.job.Runs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What ran, and how it ended. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Lists and shows the runs of a warehouse.")
final class RunsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: list or show.");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "All runs, oldest first, a line each.")
  void list(
      @Option(names = "--warehouse", paramLabel = "DIR", defaultValue = "warehouse")
          String warehouse) {
    Runs.of(warehouse).list(System.out::println);
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "The manifest of one run.")
  void show(
      @Option(names = "--warehouse", paramLabel = "DIR", defaultValue = "warehouse")
          String warehouse,
      @Parameters(paramLabel = "RUN", description = "Its id, as runs list prints it.")
          String runId) {
    Runs.of(warehouse).show(runId, System.out::println);
  }
}

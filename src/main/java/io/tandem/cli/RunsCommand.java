package io.tandem.cli;

import io.tandem.job.NightSettings;
import io.tandem.job.Runs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What ran, how it ended, and what becomes of it. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Lists and shows the runs of a warehouse, rolls back to one, lets old ones go.")
final class RunsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: list, show, roll-back or expire.");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "All runs, oldest first, a line each: id, run date, command, how it ended.",
        "latest: the run that _latest.json names; kept: nothing of it stands, but it can be rolled back to."
      })
  void list(@Mixin WarehouseOptions options) {
    runs(options).list();
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "The manifest of one run.")
  void show(
      @Mixin WarehouseOptions options,
      @Parameters(paramLabel = "RUN", description = "Its id, as runs list prints it.")
          String runId) {
    runs(options).show(runId);
  }

  @Command(
      name = "roll-back",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the warehouse what it was right after a run was published.",
        "What later runs have replaced is put back, what they have added is taken away. Nothing is deleted: one can roll back to a later run as well."
      })
  void rollBack(
      @Mixin WarehouseOptions options,
      @Option(names = "--dry-run", description = "Prints what would change.") boolean isDryRun,
      @Parameters(paramLabel = "RUN", description = "Its id, as runs list prints it.")
          String runId) {
    runs(options).rollBack(RunId.at(Instant.now()), runId, isDryRun);
  }

  @Command(
      name = "expire",
      mixinStandardHelpOptions = true,
      description = {
        "Lets old runs go, with their partitions; without --delete it only prints which.",
        "Never those that _latest.json shows, those that a kept run has read from, and those that are younger than --grace-hours."
      })
  void expire(
      @Mixin WarehouseOptions options,
      @Option(
              names = "--keep-runs",
              paramLabel = "N",
              defaultValue = "30",
              description = "Keeps the last published runs. Default: ${DEFAULT-VALUE}.")
          int runs,
      @Option(
              names = "--keep-days",
              paramLabel = "D",
              defaultValue = "90",
              description = "Keeps runs started in so many days. Default: ${DEFAULT-VALUE}.")
          int days,
      @Option(
              names = "--grace-hours",
              paramLabel = "H",
              defaultValue = "24",
              description =
                  "Keeps all that was started in so many hours. Default: ${DEFAULT-VALUE}.")
          int graceHours,
      @Option(names = "--delete", description = "Deletes them.") boolean isToDelete) {
    runs(options)
        .expire(
            RunId.at(Instant.now()),
            runs,
            days,
            Duration.ofHours(graceHours),
            !isToDelete,
            InstantSource.system());
  }

  private static Runs runs(WarehouseOptions options) {
    return new Runs(
        options.warehouse(),
        options.settings("nightly").as(NightSettings.class),
        System.out::println);
  }
}

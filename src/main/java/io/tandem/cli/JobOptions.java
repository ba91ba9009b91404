package io.tandem.cli;

import io.tandem.job.Job;
import io.tandem.job.NightRun;
import io.tandem.job.NightSettings;
import io.tandem.job.Progress;
import io.tandem.job.RunRequest;
import io.tandem.settings.SettingsFile;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that every job has, and how a run begins with them. */
final class JobOptions {
  @Mixin private WarehouseOptions options;

  @Option(
      names = "--run-date",
      paramLabel = "YYYY-MM-DD",
      description =
          "First day not read. Default: the day after the newest completed order that is not later than today.")
  private Optional<LocalDate> runDate = Optional.empty();

  @Option(
      names = "--dry-run",
      description = "Reads, computes, audits and prints; publishes nothing.")
  private boolean dryRun;

  /** Runs these jobs as the command of this name. */
  void run(String command, List<Job> jobs) {
    run(command, jobs, dryRun ? RunRequest.Mode.DRY_RUN : RunRequest.Mode.PUBLISH);
  }

  /** Asks something of the inputs of a command; nothing is published. */
  void answer(String command, Job job) {
    run(command, List.of(job), RunRequest.Mode.ANSWER);
  }

  private void run(String command, List<Job> jobs, RunRequest.Mode mode) {
    SettingsFile settings = options.settings(command);
    Instant now = Instant.now();
    RunRequest request =
        new RunRequest(
            command,
            RunId.at(now),
            now.toString(),
            LocalDate.ofInstant(now, ZoneOffset.UTC),
            runDate,
            options.warehouse(),
            mode,
            Version.text(),
            Version.build(),
            settings.flat());
    new NightRun(
            request,
            settings.as(NightSettings.class),
            new Progress(InstantSource.system(), System.out::println))
        .execute(jobs);
  }
}

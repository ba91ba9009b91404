package io.tandem.cli;

import io.tandem.job.ReportJob;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The report alone. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "AOV and retention as tables and as one page.")
final class ReportCommand implements Runnable {
  @Mixin private JobOptions options;

  @Override
  public void run() {
    options.run("report", List.of(new ReportJob()));
  }
}

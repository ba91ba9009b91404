package io.tandem.cli;

import io.tandem.job.FrequentlyBoughtTogetherJob;
import io.tandem.job.RecommendationsJob;
import io.tandem.job.ReportJob;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** All jobs, in order, as one run. */
@Command(
    name = "nightly",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "All jobs in one session, in order, then the report; one commit point for all tables.")
final class NightlyCommand implements Runnable {
  @Mixin private JobOptions options;

  @Override
  public void run() {
    options.run(
        "nightly",
        List.of(new FrequentlyBoughtTogetherJob(), new RecommendationsJob(), new ReportJob()));
  }
}

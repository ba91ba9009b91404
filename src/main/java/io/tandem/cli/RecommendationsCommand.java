package io.tandem.cli;

import io.tandem.job.RecommendationsJob;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Personalization alone. */
@Command(
    name = "recommendations",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Preferences to factors, lists per customer, similar and popular products.")
final class RecommendationsCommand implements Runnable {
  @Mixin private JobOptions options;

  @Override
  public void run() {
    options.run("recommendations", List.of(new RecommendationsJob()));
  }
}

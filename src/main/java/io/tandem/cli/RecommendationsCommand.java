package io.tandem.cli;

import io.tandem.job.RecommendationTuning;
import io.tandem.job.RecommendationsJob;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Personalization alone. */
@Command(
    name = "recommendations",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Preferences to factors, lists per customer, similar and popular products.",
    subcommands = RecommendationsCommand.Tune.class)
final class RecommendationsCommand implements Runnable {
  @Mixin private JobOptions options;

  @Override
  public void run() {
    options.run("recommendations", List.of(new RecommendationsJob()));
  }

  /** Its settings. */
  @Command(
      name = "tune",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description =
          "Searches settings of the model on the validation weeks and prints them as HOCON; publishes nothing.")
  static final class Tune implements Runnable {
    @Mixin private JobOptions options;

    @Option(
        names = "--candidates",
        paramLabel = "N",
        defaultValue = "27",
        description =
            "Settings to begin with, today's among them; a third goes on from round to round. Default: ${DEFAULT-VALUE}.")
    private int candidates;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
      if (candidates < 1) {
        throw new ParameterException(
            spec.commandLine(),
            "Invalid --candidates: %d (must be at least 1)".formatted(candidates));
      }
      options.answer("recommendations", new RecommendationTuning(candidates));
    }
  }
}

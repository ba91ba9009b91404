package io.tandem.testing;

import io.tandem.basket.FrequentlyBoughtTogetherSettings;
import io.tandem.experiment.ExperimentSettings;
import io.tandem.job.NightSettings;
import io.tandem.recommendation.RecommendationsSettings;
import io.tandem.settings.SettingsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Settings as a shop would have them that sets nothing but what the test names. */
public final class Settings {
  /**
   * The defaults of {@code reference.conf} with these overrides, such as {@code "min-support =
   * 0.01"}.
   */
  public static FrequentlyBoughtTogetherSettings frequentlyBoughtTogether(String... overrides) {
    return read(keyed("frequently-bought-together", overrides)).frequentlyBoughtTogether();
  }

  /** The same for personalization, such as {@code "als.factors = 8"}. */
  public static RecommendationsSettings recommendations(String... overrides) {
    return read(keyed("recommendations", overrides)).recommendations();
  }

  /** The same for the experiment, such as {@code "name = spring"}. */
  public static ExperimentSettings experiment(String... overrides) {
    return read(keyed("experiment", overrides)).experiment();
  }

  private static List<String> keyed(String job, String... overrides) {
    return Arrays.stream(overrides)
        .map(override -> job + "." + override.replaceFirst(" *= *", "="))
        .toList();
  }

  private static NightSettings read(List<String> overrides) {
    try {
      Path nothing = Files.createTempFile("settings", ".conf");
      try {
        return SettingsFile.read(nothing, overrides, Path.of(""), NightSettings.class)
            .as(NightSettings.class);
      } finally {
        Files.delete(nothing);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Settings() {}
}

package io.tandem.job;

import io.tandem.basket.FrequentlyBoughtTogetherSettings;
import io.tandem.experiment.ExperimentSettings;
import io.tandem.publish.PublishSettings;
import io.tandem.recommendation.RecommendationsSettings;
import io.tandem.refusal.Refusal;
import io.tandem.retention.LifetimeValueSettings.Basis;
import io.tandem.retention.ReportSettings;
import io.tandem.source.SourcesSettings;
import io.tandem.table.Columns;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * All settings of a run, job by job; {@code reference.conf} explains each.
 *
 * @param timeZone where days, weeks and months begin
 * @param runDate the first day not read, where the settings fix it
 */
public record NightSettings(
    ZoneId timeZone,
    Optional<LocalDate> runDate,
    SourcesSettings sources,
    FrequentlyBoughtTogetherSettings frequentlyBoughtTogether,
    RecommendationsSettings recommendations,
    ReportSettings report,
    ExperimentSettings experiment,
    PublishSettings publish) {
  public NightSettings {
    // Found out by the last job of the night it would cost the night.
    if (report.lifetimeValue().basis() == Basis.MARGIN
        && !sources.products().columns().containsKey(Columns.UNIT_COST)) {
      throw Refusal.badConfiguration(
          "Invalid report.lifetime-value.basis: margin (needs sources.products.columns.unit_cost)");
    }
  }
}

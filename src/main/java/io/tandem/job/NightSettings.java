package io.tandem.job;

import io.tandem.basket.FrequentlyBoughtTogetherSettings;
import io.tandem.publish.PublishSettings;
import io.tandem.recommendation.RecommendationsSettings;
import io.tandem.retention.ReportSettings;
import io.tandem.source.SourcesSettings;
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
    PublishSettings publish) {}

package io.tandem.experiment;

import static io.tandem.experiment.SpringShop.exposures;
import static io.tandem.experiment.SpringShop.order;
import static io.tandem.experiment.SpringShop.orders;
import static io.tandem.experiment.SpringShop.settings;
import static io.tandem.testing.Rows.at;
import static io.tandem.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.testing.SparkExtension;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class OpportunitiesTest {
  /** ann is on/off, bob off/off, gus off/on. */
  @Test
  void countsWhoCouldNoticeAndWhatWentWrong(SparkSession spark) {
    Dataset<Row> assignments =
        new Enrolment(settings(), ZoneId.of("UTC"))
            .of(
                orders(
                    spark,
                    order("o1", "ann", "2026-02-01", "1"),
                    order("o2", "bob", "2026-02-01", "1"),
                    order("o3", "gus", "2026-02-01", "1")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    Opportunities opportunities =
        Opportunities.of(
            exposures(
                spark,
                row("ann", "cart", "rules", "on/off", at("2026-03-01"), null),
                row("ann", "home", "popular", "on/off", at("2026-03-02"), false),
                row(
                    "ann",
                    "home",
                    "als",
                    "on/off",
                    at("2026-03-02"),
                    true), // kept back, as it should be
                row("ann", "home", "als", "on/off", at("2026-03-03"), false), // personal, and shown
                row("bob", "cart", "rules", "on/on", at("2026-03-04"), true), // another arm logged
                row(
                    "bob",
                    "product_page",
                    null,
                    null,
                    at("2026-03-04"),
                    false), // a complement, shown
                row(
                    "gus",
                    "home",
                    "als",
                    "off/on",
                    at("2026-02-28T23:59:59Z"),
                    false), // before enrolment
                row("hal", "home", "als", "off/on", at("2026-03-02"), false), // not enrolled
                row(null, "home", "als", "off/on", at("2026-03-02"), false)),
            assignments);
    assertThat(opportunities)
        .isEqualTo(new Opportunities(Map.of("on/off", 1L, "off/off", 1L), 6, 5, 1, 2));
  }
}

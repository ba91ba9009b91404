package io.tandem.basket;

import static io.tandem.basket.RuleRows.rule;
import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;

import io.tandem.testing.Settings;
import io.tandem.testing.SparkExtension;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class TrustedTest {
  private static final FrequentlyBoughtTogetherSettings SETTINGS =
      Settings.frequentlyBoughtTogether(
          "min-lift = 1.5",
          "significance.min-customer-count = 8",
          "significance.max-top-customer-share = 0.3");

  @Test
  void aRuleThatFailsInAnyOneWayIsNotShown(SparkSession spark) {
    Dataset<Row> rules =
        RuleRows.of(
            spark,
            rule("tea", "just enough", 0.5)
                .with("size_adjusted_lift_lower", 1.5)
                .with("season_adjusted_lift_lower", 1.5)
                .with("unprompted_customer_count", 8L)
                .with("top_customer_share", 0.3),
            rule("tea", "chance", 0.5).with("is_significant", false),
            rule("tea", "large baskets", 0.5).with("size_adjusted_lift_lower", 1.49),
            rule("tea", "season", 0.5).with("season_adjusted_lift_lower", 1.49),
            rule("tea", "prompted", 0.5).with("unprompted_customer_count", 7L),
            rule("tea", "one customer's habit", 0.5).with("top_customer_share", 0.31));
    assertThat(rules.where(Trusted.under(SETTINGS)).select("consequent"))
        .hasRows(row("just enough"));
  }
}

package io.tandem.retention;

import static io.tandem.retention.SmallShop.order;
import static io.tandem.retention.SmallShop.orders;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tandem.refusal.Refusal;
import io.tandem.retention.LifetimeValueSettings.Basis;
import io.tandem.testing.SparkExtension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class LifetimeValuesTest {
  private static final LocalDate RUN_DATE = LocalDate.of(2026, 3, 1);
  private static final Horizon HORIZON = Horizon.of(RUN_DATE, ZoneId.of("UTC"));
  private static final LifetimeValueSettings SETTINGS =
      new LifetimeValueSettings(Basis.REVENUE, 365, .1, 90);

  private static LifetimeValues planted;

  /** The models of 3,000 planted customers, fitted once for all who look at them. */
  private static synchronized LifetimeValues planted(SparkSession spark) {
    if (planted == null) {
      planted = LifetimeValues.fit(plantedShop(spark, 3_000), "revenue", HORIZON, SETTINGS);
    }
    return planted;
  }

  @AfterAll
  static void forget() {
    if (planted != null) {
      planted.close();
      planted = null;
    }
  }

  /** r .7, α 45 days, a .6, b 2.2; p 5, q 4, v 30, mean 50. */
  private static Dataset<Row> plantedShop(SparkSession spark, int customers) {
    RandomDataGenerator draws = new RandomDataGenerator(4);
    LocalDate firstDay = RUN_DATE.minusDays(400);
    List<Row> orders = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      double rate = draws.nextGamma(.7, 1 / 45.0);
      double leaves = draws.nextBeta(.6, 2.2);
      double spends = draws.nextGamma(4, 1 / 30.0);
      double day = draws.nextUniform(0, 1) * 400;
      for (int n = 0; day < 400; n++) {
        orders.add(
            order(
                "o" + i + "-" + n,
                "c" + i,
                firstDay.plusDays((long) day).toString(),
                BigDecimal.valueOf(1 + Math.round(100 * draws.nextGamma(5, 1 / spends)), 2)
                    .toString(),
                "0"));
        if (n > 0 && draws.nextUniform(0, 1) < leaves) {
          break;
        }
        day += draws.nextExponential(1 / Math.max(rate, 1e-12));
      }
    }
    return orders(spark, orders.toArray(new Row[0]));
  }

  @Test
  void plantedParametersComeBackWhateverThePartitions(SparkSession spark) {
    LifetimeValues values = planted(spark);
    try (LifetimeValues other =
        LifetimeValues.fit(
            plantedShop(spark, 3_000).repartition(7), "revenue", HORIZON, SETTINGS)) {
      Map<String, Row> models = new HashMap<>();
      values
          .models()
          .forEach(
              row -> models.put(row.getString(0) + " " + row.getString(1) + " " + row.get(2), row));
      assertThat(models).hasSize(11);
      assertPlanted(models.get("bg_nbd all r"), .7);
      assertPlanted(models.get("bg_nbd all alpha"), 45);
      assertPlanted(models.get("bg_nbd all a"), .6);
      assertPlanted(models.get("bg_nbd all b"), 2.2);
      assertPlanted(models.get("gamma_gamma all p"), 5);
      assertPlanted(models.get("gamma_gamma all q"), 4);
      assertPlanted(models.get("gamma_gamma all v"), 30);
      assertThat(values.remarks()).isEmpty();
      assertThat(other.models()).isEqualTo(values.models());
      assertThat(other.values().sort("customer_id").collectAsList())
          .isEqualTo(values.values().sort("customer_id").collectAsList());
      assertThat(other.calibration().sort("frequency_class").collectAsList())
          .isEqualTo(values.calibration().sort("frequency_class").collectAsList());
    }
  }

  /** The model is true here, so what it predicts is what came, within chance. */
  @Test
  void predictionsAreHeldAgainstWhatCame(SparkSession spark) {
    List<Row> classes = planted(spark).calibration().sort("frequency_class").collectAsList();
    assertThat(classes).hasSize(8);
    double predicted = 0;
    double actual = 0;
    for (Row row : classes) {
      long customers = row.getAs("customer_count");
      predicted += customers * row.<Double>getAs("predicted_purchases");
      actual += customers * row.<Double>getAs("actual_purchases");
      // Wider than 95 %: there are eight of them.
      double spread =
          row.<Double>getAs("actual_purchases_upper") - row.<Double>getAs("actual_purchases");
      assertThat(row.<Double>getAs("predicted_purchases"))
          .as("class %s", row.get(0))
          .isCloseTo(row.<Double>getAs("actual_purchases"), within(1.7 * spread));
      assertThat(row.<java.sql.Date>getAs("hold_out_start")).hasToString("2025-12-01");
    }
    assertThat(predicted / actual).isCloseTo(1, within(.08));
  }

  @Test
  void aCustomersRowSaysWhatIsKnownAndWhatFollows(SparkSession spark) {
    Dataset<Row> orders =
        plantedShop(spark, 600)
            .unionByName(
                orders(
                    spark,
                    // Two orders of a day are one purchase; the first one's value is not a repeat.
                    order("a1", "ann", "2026-01-10", "500", "0"),
                    order("a2", "ann", "2026-01-20", "30", "30"),
                    order("a3", "ann", "2026-01-20", "10", "0"),
                    order("a4", "ann", "2026-02-19", "20", "0"),
                    order("b1", "bob", "2026-02-28", "9", "0"),
                    order("g1", null, "2026-02-28", "9", "0"),
                    order("g2", null, "2026-02-28", "9", "0")));
    try (LifetimeValues values = LifetimeValues.fit(orders, "revenue", HORIZON, SETTINGS)) {
      Row ann = values.values().where("customer_id = 'ann'").head();
      assertThat(ann.<Integer>getAs("frequency")).isEqualTo(2);
      assertThat(ann.<Integer>getAs("recency_days")).isEqualTo(40);
      assertThat(ann.<Integer>getAs("age_days")).as("28 February is read").isEqualTo(49);
      assertThat(ann.<Double>getAs("monetary_value")).isEqualTo((40.0 + 20.0) / 2);
      double perPurchase = ann.<Double>getAs("expected_order_value");
      assertThat(perPurchase).as("between 30 and the mean of about 50").isBetween(30.0, 52.0);
      double year = ann.<Double>getAs("expected_purchases_365");
      assertThat(ann.<Double>getAs("expected_purchases_90")).isBetween(year / 4, year);
      assertThat(ann.<Double>getAs("lifetime_value"))
          .as("discounted by less than 10 %%")
          .isBetween(.9 * year * perPurchase, year * perPurchase);
      Row bob = values.values().where("customer_id = 'bob'").head();
      assertThat(bob.<Integer>getAs("frequency")).isZero();
      assertThat(bob.isNullAt(bob.fieldIndex("monetary_value"))).isTrue();
      assertThat(bob.<Double>getAs("p_alive")).isEqualTo(1);
      assertThat(values.values().where("customer_id is null").count()).isZero();
    }
  }

  @Test
  void tooFewRepeatCustomersLeaveItOutAndSaySo(SparkSession spark) {
    for (Dataset<Row> orders :
        List.of(
            orders(spark, order("o1", "ann", "2026-02-01", "10", "0")),
            orders(spark, order("o1", null, "2026-02-01", "10", "0")),
            orders(
                spark,
                order("o1", "ann", "2026-01-01", "10", "0"),
                order("o2", "bob", "2026-02-01", "10", "0")))) {
      try (LifetimeValues values = LifetimeValues.fit(orders, "revenue", HORIZON, SETTINGS)) {
        assertThat(values.values().count()).isZero();
        assertThat(values.models()).isEmpty();
        assertThat(values.calibration().count()).isZero();
        assertThat(values.remarks())
            .containsExactly(
                "lifetime value is left out: 0 customers ordered again on a later day, and the"
                    + " model asks for 30");
      }
    }
  }

  /** Who comes often spends more here, which Gamma-Gamma takes for impossible. */
  @Test
  void warnsWhereFrequencyAndValueHangTogether(SparkSession spark) {
    List<Row> orders = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      for (int n = 0; n <= 1 + i % 6; n++) {
        orders.add(
            order(
                "o" + i + "-" + n,
                "c" + i,
                RUN_DATE.minusDays(200 - 30L * n - i % 7).toString(),
                Integer.toString(10 + 5 * (i % 6) + n % 2),
                "0"));
      }
    }
    try (LifetimeValues values =
        LifetimeValues.fit(
            orders(spark, orders.toArray(new Row[0])), "revenue", HORIZON, SETTINGS)) {
      assertThat(values.remarks())
          .anyMatch(remark -> remark.startsWith("frequency and value are correlated (1.00)"));
    }
  }

  /**
   * Tea costs 4 of 10; jam has no cost, so the rate of tea, .6, stands in. Of three teas one came
   * back.
   */
  @Test
  void marginIsWhatWasKeptLessWhatItCost(SparkSession spark) {
    Dataset<Row> lines =
        rows(
            spark,
            "order_id string, customer_id string, product_id string, quantity int, unit_price"
                + " decimal(18,4), ordered_at timestamp, status string, returned_quantity int",
            line("o1", "tea", 3, "10", "completed", 1),
            line("o1", "jam", 1, "5", "completed", null),
            line("o2", "tea", 2, "10", "returned", null),
            line("o2", "tea", 2, "10", "cancelled", null));
    Dataset<Row> products =
        rows(
            spark,
            "product_id string, unit_cost decimal(18,4)",
            row("tea", new BigDecimal("4")),
            row("jam", null));
    Dataset<Row> orders = Orders.from(lines, ZoneId.of("UTC"));
    Map<String, BigDecimal> margins = new HashMap<>();
    Margins.add(orders, lines, Optional.of(products))
        .select("order_id", "margin")
        .collectAsList()
        .forEach(row -> margins.put(row.getString(0), row.getDecimal(1)));
    assertThat(margins.get("o1")).isEqualByComparingTo("15"); // 2 · (10 − 4) + .6 · 5
    assertThat(margins.get("o2")).isEqualByComparingTo("0");
    assertThatThrownBy(
            () -> Margins.add(orders, lines, Optional.of(products.where("unit_cost is null"))))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no sold product has a unit_cost");
    assertThatThrownBy(() -> Margins.add(orders, lines, Optional.empty()))
        .isInstanceOf(Refusal.class);
  }

  private static Row line(
      String order, String product, int quantity, String price, String status, Integer returned) {
    return row(
        order,
        "ann",
        product,
        quantity,
        new BigDecimal(price),
        io.tandem.testing.Rows.at("2026-01-01"),
        status,
        returned);
  }

  private static void assertPlanted(Row parameter, double planted) {
    double error = parameter.getDouble(4);
    assertThat(parameter.getDouble(3))
        .as("%s, planted %s, standard error %s", parameter.get(2), planted, error)
        .isCloseTo(planted, within(3 * error));
  }
}

package io.tandem.report;

import static io.tandem.table.AssociationRuleChanges.ASSOCIATION_RULE_CHANGES;
import static io.tandem.table.CrossSellEvaluation.CROSS_SELL_EVALUATION;
import static io.tandem.table.CustomerSurvival.CUSTOMER_SURVIVAL;
import static io.tandem.table.CustomerValue.CUSTOMER_VALUE;
import static io.tandem.table.CustomerValueCalibration.CUSTOMER_VALUE_CALIBRATION;
import static io.tandem.table.CustomerValueModels.CUSTOMER_VALUE_MODELS;
import static io.tandem.table.MatchedBalance.MATCHED_BALANCE;
import static io.tandem.table.MatchedComparisons.MATCHED_COMPARISONS;
import static io.tandem.table.RecommendationEvaluation.RECOMMENDATION_EVALUATION;
import static io.tandem.table.RevenueTree.REVENUE_TREE;
import static io.tandem.table.SurvivalComparisons.SURVIVAL_COMPARISONS;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tables of the shop that never was, on where revenue changed, on customers and on models. */
final class PlausibleTables {
  private static final List<String> FACTORS =
      List.of(
          "customers",
          "orders_per_customer",
          "items_per_order",
          "price_per_item",
          "guests",
          "refunds");

  /** Eighteen months; the last is not over. */
  static Dataset<Row> revenueTree(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < 18; i++) {
      YearMonth month = YearMonth.of(2024, 10).plusMonths(i);
      long change = 0;
      List<Long> parts = new ArrayList<>();
      for (int f = 0; f < FACTORS.size(); f++) {
        long part = (f % 2 == 0 ? 1 : -1) * (1_200 - 150L * f + 40L * i);
        parts.add(part);
        change += part;
      }
      for (int f = 0; f < FACTORS.size(); f++) {
        rows.add(
            row(
                "month",
                Date.valueOf(month.atDay(1)),
                FACTORS.get(f),
                money(parts.get(f)),
                10.0,
                11.0,
                money(50_000 + 400L * i),
                money(50_000 + 400L * i + change),
                money(change),
                i < 17));
      }
    }
    return rows(spark, REVENUE_TREE.schema(), rows.toArray(new Row[0]));
  }

  static Dataset<Row> customerSurvival(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    List<String> groups =
        List.of("all", "first_order_products=one", "first_order_products=several", "country=DE");
    for (String group : groups) {
      String grouping = group.replaceFirst("=.*", "");
      for (int day = 1; day <= 365; day++) {
        double p = .52 * (1 - Math.exp(-day / 95.0)) * (group.endsWith("one") ? .9 : 1);
        boolean isTold = day > 3;
        rows.add(
            row(
                group,
                day,
                grouping,
                7_000L - 18 * day,
                12L,
                p,
                isTold ? p * .96 : null,
                isTold ? p * 1.04 : null));
      }
    }
    return rows(spark, CUSTOMER_SURVIVAL.schema(), rows.toArray(new Row[0]));
  }

  static Dataset<Row> survivalComparisons(SparkSession spark) {
    return rows(
        spark,
        SURVIVAL_COMPARISONS.schema(),
        row("country", 2, 6_900L, 2_700L, 7.87, 5, .164),
        row("first_order_products", 2, 7_000L, 2_724L, 21.4, 1, 4e-6));
  }

  static Dataset<Row> customerValue(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double value = 3 * Math.exp(i / 60.0);
      rows.add(
          row(
              "c" + i,
              i % 8,
              100,
              200,
              i % 8 == 0 ? null : 61.5,
              .7,
              .4,
              1.5,
              62.0,
              value,
              "revenue",
              365,
              .1));
    }
    return rows(spark, CUSTOMER_VALUE.schema(), rows.toArray(new Row[0]));
  }

  static Dataset<Row> customerValueModels(SparkSession spark) {
    return rows(
        spark,
        CUSTOMER_VALUE_MODELS.schema(),
        row("bg_nbd", "all", "r", .361, .0102, "none", 7_608L, -64_054.7, true, null),
        row("bg_nbd", "all", "alpha", 42.6, 1.67, "days", 7_608L, -64_054.7, true, null),
        row("bg_nbd", "before_hold_out", "a", 28.3, null, "none", 5_895L, -46_448.2, false, null),
        row("gamma_gamma", "all", "v", 407.2, 44.9, "currency", 3_211L, -15_723.7, true, .23));
  }

  static Dataset<Row> customerValueCalibration(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int repeats = 0; repeats <= 7; repeats++) {
      double actual = .16 + .21 * repeats;
      rows.add(
          row(
              repeats,
              3_400L / (1 + repeats),
              actual * 1.1,
              actual,
              actual - .05,
              actual + .05,
              Date.valueOf(LocalDate.parse("2025-12-12")),
              90));
    }
    return rows(spark, CUSTOMER_VALUE_CALIBRATION.schema(), rows.toArray(new Row[0]));
  }

  static Dataset<Row> associationRuleChanges(SparkSession spark) {
    return rows(
        spark,
        ASSOCIATION_RULE_CHANGES.schema(),
        row(List.of("p1"), "p2", "new", null, 4.2),
        row(List.of("p2", "p3"), "p0", "gone", 3.1, null),
        row(List.of("p4"), "p5", "stronger", 2.0, 3.0));
  }

  static Dataset<Row> recommendationEvaluation(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    List<String> models = List.of("als", "item_knn", "personal_frequency", "popular", "mixture");
    for (String model : models) {
      for (String slice : List.of("all", "repeat", "new")) {
        double value = .05 + .03 * models.indexOf(model) + (slice.equals("repeat") ? .2 : 0);
        rows.add(
            row(
                model,
                "ndcg",
                10,
                slice,
                value,
                value - .02,
                value + .02,
                800L,
                "popular",
                .01,
                -.01,
                .03,
                Date.valueOf("2024-10-01"),
                Date.valueOf("2026-01-15"),
                Date.valueOf("2026-02-12"),
                Date.valueOf("2026-03-12"),
                model.equals("als")));
      }
    }
    return rows(spark, RECOMMENDATION_EVALUATION.schema(), rows.toArray(new Row[0]));
  }

  static Dataset<Row> crossSellEvaluation(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    List<String> models = List.of("popular", "co_occurrence", "rules");
    for (String model : models) {
      for (int k : List.of(1, 5, 10)) {
        double value = .02 + .08 * models.indexOf(model) + .01 * k;
        rows.add(row(model, "hit_rate", k, "all", value, value - .02, value + .02, 1_066L));
      }
    }
    return rows(spark, CROSS_SELL_EVALUATION.schema(), rows.toArray(new Row[0]));
  }

  /** Customers who were shown something beside like customers, and the same before that. */
  static Dataset<Row> matchedComparisons(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    Date start = Date.valueOf("2025-12-12");
    for (String lever : List.of("cross_selling", "personalization")) {
      for (int days : List.of(30, 90)) {
        rows.add(matched(lever, "average_order_value", days, start, 64.5, 61.4, 2.2, false));
        rows.add(matched(lever, "repeat_purchase_rate", days, start, .31, .27, .02, false));
        rows.add(matched(lever, "revenue_per_customer", days, start, 41.2, 35.8, 1.9, false));
      }
      rows.add(matched(lever, "revenue_per_customer", 30, start, 14.1, 12.9, .9, true));
    }
    return rows(spark, MATCHED_COMPARISONS.schema(), rows.toArray(new Row[0]));
  }

  private static Row matched(
      String lever,
      String metric,
      int days,
      Date start,
      double exposed,
      double unexposed,
      double half,
      boolean isNegativeControl) {
    double difference = exposed - unexposed;
    return row(
        lever,
        metric,
        days,
        start,
        2_310L,
        4_120L,
        88L,
        exposed,
        unexposed,
        difference,
        difference - half,
        difference + half,
        isNegativeControl,
        .12);
  }

  static Dataset<Row> matchedBalance(SparkSession spark) {
    return rows(
        spark,
        MATCHED_BALANCE.schema(),
        row("cross_selling", "orders", 4.2, 4.1, .61, .03),
        row("cross_selling", "revenue", 260.4, 243.9, .58, .12),
        row("personalization", "days_since_last_order", 31.0, 31.9, -.4, -.02));
  }

  static Row matchedClaim(String wording) {
    return row(
        "matched/cross_selling/average_order_value/30",
        "customers shown cross-selling, AOV, 30 days",
        "matched",
        "association",
        null,
        "cross_selling",
        "average_order_value",
        30,
        3.1,
        .9,
        5.3,
        "largest imbalance 0.12",
        wording);
  }

  static Row describedClaim(String wording) {
    return row(
        "orders/all/average_order_value",
        "AOV, all orders",
        "descriptive",
        "described",
        null,
        null,
        "average_order_value",
        null,
        61.37,
        60.65,
        62.09,
        "none: a description",
        wording);
  }

  private static BigDecimal money(long amount) {
    return BigDecimal.valueOf(amount).setScale(4);
  }

  private PlausibleTables() {}
}

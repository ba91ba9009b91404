package io.tandem.report;

import static io.tandem.table.AssociationRules.ASSOCIATION_RULES;
import static io.tandem.table.CohortRetention.COHORT_RETENTION;
import static io.tandem.table.FrequentlyBoughtTogether.FREQUENTLY_BOUGHT_TOGETHER;
import static io.tandem.table.OrderMetrics.ORDER_METRICS;
import static io.tandem.table.PopularProducts.POPULAR_PRODUCTS;
import static io.tandem.table.RetentionMetrics.RETENTION_METRICS;
import static io.tandem.table.UserRecommendations.USER_RECOMMENDATIONS;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;

import io.tandem.table.RetentionMetrics;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Published tables of a shop that never was: 18 months of numbers in the right proportions. */
final class PlausibleShop {
  static final LocalDate RUN_DATE = LocalDate.parse("2026-03-12");
  static final String HOSTILE_TITLE = "<script>alert(1)</script> \"Tea\" & '茶' 🍵";
  private static final YearMonth FIRST = YearMonth.of(2024, 10);
  private static final YearMonth LAST = YearMonth.of(2026, 3);
  private static final List<String> TITLES =
      List.of(
          HOSTILE_TITLE,
          "Earl Grey, loose leaf, 250 g",
          "Cast-iron teapot, 0.8 l",
          "Bone china cup and saucer",
          "Jasmine pearls, hand rolled, first flush, in a gift tin with bamboo spoon",
          "Paper filters, pack of 100",
          "Milk frother",
          "Assam breakfast blend",
          "Honey dipper",
          "Shortbread, all butter",
          "Travel mug, 350 ml",
          "Lemon & ginger infusion");

  static ReportInputs inputs(SparkSession spark) {
    Map<String, Dataset<Row>> tables = new HashMap<>();
    tables.put("order_metrics", orderMetrics(spark));
    tables.put("retention_metrics", retentionMetrics(spark));
    tables.put("cohort_retention", cohortRetention(spark));
    tables.put("revenue_tree", PlausibleTables.revenueTree(spark));
    tables.put("customer_survival", PlausibleTables.customerSurvival(spark));
    tables.put("survival_comparisons", PlausibleTables.survivalComparisons(spark));
    tables.put("customer_value", PlausibleTables.customerValue(spark));
    tables.put("customer_value_models", PlausibleTables.customerValueModels(spark));
    tables.put("customer_value_calibration", PlausibleTables.customerValueCalibration(spark));
    tables.put("association_rules", associationRules(spark));
    tables.put("association_rule_changes", PlausibleTables.associationRuleChanges(spark));
    tables.put("frequently_bought_together", frequentlyBoughtTogether(spark));
    tables.put("cross_sell_evaluation", PlausibleTables.crossSellEvaluation(spark));
    tables.put("user_recommendations", userRecommendations(spark));
    tables.put("recommendation_evaluation", PlausibleTables.recommendationEvaluation(spark));
    tables.put("popular_products", popularProducts(spark));
    return new ReportInputs(tables, titles(spark), facts());
  }

  static RunFacts facts() {
    Map<String, Long> ignored = new LinkedHashMap<>();
    ignored.put("free of charge", 1_204L);
    ignored.put("test order", 17L);
    Map<String, Long> rejected = new LinkedHashMap<>();
    rejected.put("ordered_at is missing or no time", 88L);
    rejected.put("unit_price is not above zero", 31L);
    return new RunFacts(
        RUN_DATE,
        "Europe/Berlin",
        "0.1.0",
        "2026-03-12-7f3a9c",
        List.of(
            new SourceFacts("order_lines", 61_240, 59_900, 412, ignored, rejected),
            new SourceFacts("products", 512, 512, 0, Map.of(), Map.of()),
            new SourceFacts("customers", 9_120, 9_114, 2, Map.of(), Map.of("key twice", 4L))));
  }

  static Dataset<Row> noRows(SparkSession spark, io.tandem.table.Table table) {
    return rows(spark, table.schema());
  }

  static Dataset<Row> titles(SparkSession spark) {
    return rows(
        spark,
        "product_id string, title string",
        IntStream.range(0, TITLES.size())
            .mapToObj(i -> row(product(i), TITLES.get(i)))
            .toArray(Row[]::new));
  }

  private static Dataset<Row> orderMetrics(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    long allOrders = 0;
    long knownOrders = 0;
    for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
      long orders = monthlyOrders(month);
      long known = Math.round(.72 * orders);
      allOrders += orders;
      knownOrders += known;
      rows.add(orders("month", month.atDay(1), "all", orders, 61 + 4 * wave(month), .024));
      rows.add(orders("month", month.atDay(1), "known", known, 67 + 5 * wave(month), .03));
    }
    for (int back = 90; back >= 1; back--) {
      LocalDate day = RUN_DATE.minusDays(back);
      if (back != 40) {
        long orders = 28 + 7L * (day.getDayOfWeek().getValue() % 3) + back * 7L % 11;
        rows.add(orders("day", day, "all", orders, 61, .2));
      }
    }
    rows.add(orders("week", LocalDate.parse("2026-03-02"), "all", 300, 61, .1));
    rows.add(orders("all", LocalDate.parse("2024-10-01"), "all", allOrders, 61.37, .006));
    rows.add(orders("all", LocalDate.parse("2024-10-01"), "known", knownOrders, 67.02, .008));
    return rows(spark, ORDER_METRICS.schema(), rows.toArray(new Row[0]));
  }

  private static Row orders(
      String period, LocalDate start, String customers, long orders, double value, double error) {
    return row(
        period,
        Date.valueOf(start),
        customers,
        money(orders * value),
        money(orders * value * .043),
        orders,
        Math.round(orders / 1.9),
        value,
        value * (1 - 1.96 * error),
        value * (1 + 1.96 * error),
        value * .97,
        value * .97 * (1 - .9 * error),
        value * .97 * (1 + .9 * error),
        money(244.5),
        orders < 500,
        Math.round(orders * 2.71),
        2.71,
        value / 2.71,
        1.9,
        .412);
  }

  private static Dataset<Row> retentionMetrics(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    long customers = 0;
    for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
      long newcomers = monthlyOrders(month) / 3;
      customers += newcomers;
      rows.add(retention("month", month.atDay(1), newcomers, newcomers, .38 + .03 * wave(month)));
    }
    rows.add(retention("all", LocalDate.parse("2024-10-01"), customers, customers * 5 / 6, .384));
    return rows(spark, RETENTION_METRICS.schema(), rows.toArray(new Row[0]));
  }

  private static Row retention(
      String period, LocalDate start, long newcomers, long mature, double rate90) {
    List<Object> values = new ArrayList<>();
    values.addAll(
        List.of(period, Date.valueOf(start), newcomers, newcomers * 2, newcomers * 3 / 5));
    LocalDate end = period.equals("all") ? start : YearMonth.from(start).atEndOfMonth();
    for (int days : RetentionMetrics.WINDOWS) {
      long past = ChronoUnit.DAYS.between(end, RUN_DATE) - days;
      long matured = past >= 0 ? mature : Math.max(0, mature * (past + 28) / 28);
      double rate = rate90 * (.25 + .75 * days / 90);
      values.add(matured);
      values.addAll(counted(matured, rate));
      values.addAll(counted(matured, rate * .61));
    }
    return row(values.toArray());
  }

  /** How many of the matured customers did it, the rate and its interval. */
  private static List<Object> counted(long matured, double rate) {
    List<Object> values = new ArrayList<>();
    long did = Math.round(matured * rate);
    values.add(did);
    if (matured == 0) {
      values.add(null);
      values.add(null);
      values.add(null);
    } else {
      double error = 1.96 * Math.sqrt(rate * (1 - rate) / matured);
      values.add((double) did / matured);
      values.add(Math.max(0, (double) did / matured - error));
      values.add((double) did / matured + error);
    }
    return values;
  }

  private static Dataset<Row> cohortRetention(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (YearMonth cohort = FIRST; !cohort.isAfter(LAST); cohort = cohort.plusMonths(1)) {
      long size = monthlyOrders(cohort) / 3;
      for (YearMonth month = cohort; !month.isAfter(LAST); month = month.plusMonths(1)) {
        int since = (int) ChronoUnit.MONTHS.between(cohort, month);
        double rate = since == 0 ? 1 : .08 + .17 / since + .012 * wave(month);
        long active = Math.round(size * rate * (month.equals(LAST) && since > 0 ? .4 : 1));
        rows.add(
            row(
                Date.valueOf(cohort.atDay(1)),
                since,
                size,
                active,
                (double) active / size,
                month.isBefore(LAST),
                64.2,
                money(active * 64.2)));
      }
    }
    return rows(spark, COHORT_RETENTION.schema(), rows.toArray(new Row[0]));
  }

  static Dataset<Row> associationRules(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int a = i % 12;
      int c = (i * 5 + 1) % 12 == a ? (a + 1) % 12 : (i * 5 + 1) % 12;
      double lift = 14.2 / (1 + i * .4);
      rows.add(rule(List.of(product(a)), product(c), lift, 220 - 4L * i, .42 - i * .005));
      rows.add(rule(List.of(product(c)), product(a), lift, 220 - 4L * i, .31 - i * .005));
    }
    rows.add(rule(List.of(product(0), product(4)), product(2), 9.5, 61, .55));
    return rows(spark, ASSOCIATION_RULES.schema(), rows.toArray(new Row[0]));
  }

  private static Row rule(
      List<String> antecedent, String consequent, double lift, long both, double confidence) {
    Map<String, Object> known =
        Map.of(
            "antecedent",
            antecedent,
            "consequent",
            consequent,
            "antecedent_key",
            antecedent.toString(),
            "order_count_antecedent",
            Math.round(both / confidence),
            "order_count_both",
            both,
            "confidence",
            confidence,
            "size_adjusted_lift",
            lift,
            "size_adjusted_lift_lower",
            lift / 1.3,
            "season_adjusted_lift_lower",
            lift / 1.3,
            "top_customer_share",
            .02);
    return row(
        Arrays.stream(ASSOCIATION_RULES.schema().fields())
            .map(field -> known.getOrDefault(field.name(), plausible(field.dataType())))
            .toArray());
  }

  private static Object plausible(DataType type) {
    if (type.equals(DataTypes.LongType)) {
      return 900L;
    }
    if (type.equals(DataTypes.BooleanType)) {
      return true;
    }
    return type.equals(DataTypes.DoubleType) ? (Object) .4 : "same";
  }

  private static Dataset<Row> frequentlyBoughtTogether(SparkSession spark) {
    return rows(
        spark,
        FREQUENTLY_BOUGHT_TOGETHER.schema(),
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    row(
                        product(i),
                        1,
                        product((i + 1) % 12),
                        "product",
                        .3,
                        .3,
                        .26,
                        4.2,
                        3.1,
                        60L,
                        2.4,
                        false,
                        "60 orders"))
            .toArray(Row[]::new));
  }

  private static Dataset<Row> userRecommendations(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String source = i < 41 ? "als" : i < 53 ? "popular_in_segment" : "popular";
      for (int rank = 1; rank <= 2; rank++) {
        rows.add(row("c" + i, rank, product(rank), 1.0 / rank, source, i < 41, null, "because"));
      }
    }
    return rows(spark, USER_RECOMMENDATIONS.schema(), rows.toArray(new Row[0]));
  }

  private static Dataset<Row> popularProducts(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      double score = .182 / (1 + i * .22);
      rows.add(
          row(
              "global",
              "all",
              i + 1,
              product(i),
              Math.round(2400 * score),
              score,
              score - .012,
              30,
              false,
              "bought by many"));
    }
    rows.add(row("country", "DE", 1, product(3), 10L, .9, .8, 30, false, "in Germany"));
    return rows(spark, POPULAR_PRODUCTS.schema(), rows.toArray(new Row[0]));
  }

  private static long monthlyOrders(YearMonth month) {
    long since = ChronoUnit.MONTHS.between(FIRST, month);
    long full = Math.round(860 + 22 * since + 210 * wave(month));
    return month.equals(LAST) ? full * 11 / 31 : full;
  }

  /** The seasons: high in December. */
  private static double wave(YearMonth month) {
    return Math.cos(2 * Math.PI * month.getMonthValue() / 12.0);
  }

  private static BigDecimal money(double amount) {
    return BigDecimal.valueOf(Math.round(amount * 100), 2).setScale(4);
  }

  private static String product(int number) {
    return "p" + number;
  }

  private PlausibleShop() {}
}

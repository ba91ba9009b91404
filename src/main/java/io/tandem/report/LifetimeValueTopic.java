package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Exhibit;
import io.tandem.report.page.Grid;
import io.tandem.report.page.Topic;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The section on what customers are expected to be worth.
 *
 * @param bands of lifetime value, from the lowest
 * @param terms under which it was computed; absent where nothing was
 * @param classes predicted against actual purchases
 * @param parameters of the models
 */
record LifetimeValueTopic(
    List<Band> bands, Optional<Terms> terms, List<Frequency> classes, List<Parameter> parameters) {
  /** Lower ends of the bands of lifetime value. */
  private static final List<Integer> BANDS =
      List.of(0, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000);

  /** The class of customers with so many repeat purchases and more. */
  private static final int LAST_CLASS = 7;

  /** The parameters in the order of the papers. */
  private static final List<String> NAMES = List.of("r", "alpha", "a", "b", "p", "q", "v");

  /** Customers whose lifetime value lies between two amounts. */
  record Band(int from, long customers, BigDecimal value) {}

  /** What was computed, over how long. */
  record Terms(String basis, long days, double discountRate, boolean isValued) {}

  /** Customers who had bought again so often before the hold-out. */
  record Frequency(
      long repeats, long customers, double predicted, Estimate actual, LocalDate from, long days) {}

  /** A parameter of a model. */
  record Parameter(
      String model,
      String fittedOn,
      String name,
      double estimate,
      Optional<Double> error,
      String unit,
      long customers) {}

  static LifetimeValueTopic read(
      Dataset<Row> customerValue, Dataset<Row> models, Dataset<Row> calibration) {
    Column band = lit(BANDS.get(0));
    for (int from : BANDS) {
      band = when(col("lifetime_value").geq(from), from).otherwise(band);
    }
    // One row per band; the customers themselves stay in the cluster.
    List<Cells> rows =
        Cells.collect(
            "what customers are worth",
            customerValue
                .groupBy(band.as("band"))
                .agg(
                    count(lit(1)).as("customers"),
                    coalesce(
                            sum(col("lifetime_value").cast("decimal(28,4)")).cast("decimal(38,4)"),
                            lit(BigDecimal.ZERO))
                        .as("value"),
                    count(col("lifetime_value")).as("valued"),
                    first("basis").as("basis"),
                    first("horizon_days").as("days"),
                    first("discount_rate").as("rate"))
                .orderBy("band"));
    List<Band> bands =
        rows.stream()
            .map(
                row ->
                    new Band((int) row.count("band"), row.count("customers"), row.money("value")))
            .toList();
    return new LifetimeValueTopic(
        bands,
        rows.stream()
            .findFirst()
            .map(
                row ->
                    new Terms(
                        row.text("basis"),
                        row.count("days"),
                        row.number("rate"),
                        row.count("valued") > 0)),
        classes(calibration),
        parameters(models));
  }

  private static List<Frequency> classes(Dataset<Row> calibration) {
    return Cells.collect("whether predictions came true", calibration.orderBy("frequency_class"))
        .stream()
        .map(
            row ->
                new Frequency(
                    row.count("frequency_class"),
                    row.count(CUSTOMER_COUNT),
                    row.number("predicted_purchases"),
                    row.estimate("actual_purchases").orElseThrow(),
                    row.date("hold_out_start"),
                    row.count("hold_out_days")))
        .toList();
  }

  private static List<Parameter> parameters(Dataset<Row> models) {
    return Cells.collect("what the models found", models.orderBy("model", "fitted_on", "parameter"))
        .stream()
        .map(
            row ->
                new Parameter(
                    row.text("model"),
                    row.text("fitted_on"),
                    row.text("parameter"),
                    row.number("estimate"),
                    row.optional("standard_error"),
                    row.text("unit"),
                    row.count(CUSTOMER_COUNT)))
        .sorted(
            Comparator.comparing(Parameter::model)
                .thenComparing(Parameter::fittedOn)
                .thenComparing(parameter -> NAMES.indexOf(parameter.name())))
        .toList();
  }

  Topic topic() {
    List<String> paragraphs = new ArrayList<>();
    List<Exhibit> exhibits = new ArrayList<>();
    if (terms.isEmpty()) {
      paragraphs.add(
          "Too few customers have ordered again on a later day for a model of purchases, so nothing"
              + " is projected.");
    } else {
      paragraphs.add(introduction(terms.orElseThrow()));
      if (!classes.isEmpty()) {
        paragraphs.add(verdict());
        exhibits.add(calibration());
      }
      if (terms.orElseThrow().isValued()) {
        exhibits.add(distribution());
      }
      exhibits.add(parameterGrid());
    }
    return new Topic(
        "lifetime-value",
        "What customers are expected to be worth",
        paragraphs,
        List.of(),
        exhibits);
  }

  private String introduction(Terms terms) {
    long customers = bands.stream().mapToLong(Band::customers).sum();
    String projection =
        "A projection, not a measurement: BG/NBD says how often a customer buys and whether he or she"
            + " is still there, Gamma-Gamma what a purchase is worth. ";
    return projection
        + (terms.isValued()
            ? Figures.count(customers)
                + " known customers are expected to be worth "
                + Figures.money(total())
                + " in the next "
                + Figures.count(terms.days())
                + " days, in "
                + terms.basis()
                + ", discounted by "
                + Figures.rate(terms.discountRate())
                + " a year: "
                + Figures.decimal(total().doubleValue() / customers)
                + " each."
            : "What purchases are worth could not be modelled, so there are no amounts.");
  }

  private BigDecimal total() {
    return bands.stream().map(Band::value).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private String verdict() {
    double predicted = classes.stream().mapToDouble(c -> c.predicted() * c.customers()).sum();
    double actual = classes.stream().mapToDouble(c -> c.actual().value() * c.customers()).sum();
    long outside =
        classes.stream()
            .filter(
                c ->
                    c.actual()
                        .interval()
                        .filter(i -> c.predicted() < i.lower() || c.predicted() > i.upper())
                        .isPresent())
            .count();
    return "Of the last "
        + Figures.count(classes.get(0).days())
        + " days, which it was not shown, the model expected "
        + Figures.count(Math.round(predicted))
        + " purchases by customers known before; "
        + Figures.count(Math.round(actual))
        + " came. In "
        + Figures.count(outside)
        + " of "
        + Figures.count(classes.size())
        + " classes of customers the prediction lies outside the 95 % interval of what came.";
  }

  private Chart calibration() {
    List<String> labels =
        classes.stream().map(c -> c.repeats() + (c.repeats() == LAST_CLASS ? "+" : "")).toList();
    return new Chart(
        "lifetime-value-calibration",
        "Predicted against actual purchases",
        "Purchases per customer from "
            + Figures.day(classes.get(0).from())
            + " on, by repeat purchases before. Whiskers: 95 % interval of what came.",
        "Dot chart: predicted and actual purchases per customer by repeat purchases before",
        ChartData.whiskers("decimal", labels)
            .put("axis", "Repeat purchases before")
            .series(
                "Predicted",
                "quiet",
                classes.stream()
                    .map(c -> Optional.of(new Estimate(c.predicted(), Optional.empty())))
                    .toList())
            .series("Came", "strong", classes.stream().map(c -> Optional.of(c.actual())).toList())
            .json(),
        new Grid(
            "Predicted against actual purchases per customer",
            List.of(
                words("Repeat purchases before"),
                number("Customers"),
                number("Predicted"),
                number("Came"),
                number("95 % interval")),
            classes.stream()
                .map(
                    c ->
                        List.of(
                            label(c),
                            Figures.count(c.customers()),
                            Figures.decimal(c.predicted()),
                            Figures.decimal(c.actual().value()),
                            c.actual().interval().map(Figures::decimals).orElse(Figures.ABSENT)))
                .toList()));
  }

  private static String label(Frequency frequency) {
    return frequency.repeats() + (frequency.repeats() == LAST_CLASS ? " and more" : "");
  }

  private Chart distribution() {
    long customers = bands.stream().mapToLong(Band::customers).sum();
    double total = total().doubleValue();
    List<String> labels = bands.stream().map(this::label).toList();
    return new Chart(
        "lifetime-value-distribution",
        "Customers and their value",
        "Customers by lifetime value, and what share of all lifetime value is theirs.",
        "Column charts: customers and share of lifetime value by band of lifetime value",
        ChartData.panels(labels)
            .panel("Customers", "count", bands.stream().map(b -> (double) b.customers()).toList())
            .panel(
                "Share of lifetime value",
                "rate",
                bands.stream().map(b -> total > 0 ? b.value().doubleValue() / total : 0).toList())
            .json(),
        new Grid(
            "Customers by lifetime value",
            List.of(
                words("Lifetime value"),
                number("Customers"),
                number("Share of customers"),
                number("Lifetime value, sum"),
                number("Share of value")),
            bands.stream()
                .map(
                    b ->
                        List.of(
                            label(b),
                            Figures.count(b.customers()),
                            Figures.share(b.customers(), customers),
                            Figures.money(b.value()),
                            total > 0
                                ? Figures.rate(b.value().doubleValue() / total)
                                : Figures.ABSENT))
                .toList()));
  }

  private String label(Band band) {
    int next = BANDS.indexOf(band.from()) + 1;
    return next < BANDS.size()
        ? Figures.count(band.from()) + "–" + Figures.count(BANDS.get(next))
        : Figures.count(band.from()) + " and more";
  }

  private Grid parameterGrid() {
    return new Grid(
        "The models: parameters by maximum likelihood",
        List.of(
            words("Model"),
            words("Fitted on"),
            words("Parameter"),
            number("Estimate"),
            number("Standard error"),
            number("Customers")),
        parameters.stream()
            .map(
                parameter ->
                    List.of(
                        switch (parameter.model()) {
                          case "bg_nbd" -> "BG/NBD";
                          case "gamma_gamma" -> "Gamma-Gamma";
                          default -> parameter.model();
                        },
                        parameter.fittedOn().equals("all") ? "all days" : "before hold-out",
                        parameter.name()
                            + (parameter.unit().equals("none")
                                ? ""
                                : " (" + parameter.unit() + ")"),
                        Figures.significant(parameter.estimate()),
                        parameter
                            .error()
                            .map(Figures::significant)
                            .orElse("— (not told by the data)"),
                        Figures.count(parameter.customers())))
            .toList());
  }
}

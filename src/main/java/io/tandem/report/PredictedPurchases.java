package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;
import static io.tandem.table.Columns.CUSTOMER_COUNT;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Grid;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Purchases that a model of what was known before the hold-out expected of it, and those that came.
 *
 * @param classes of customers by repeat purchases before
 */
record PredictedPurchases(List<Frequency> classes) {
  /** The class of customers with so many repeat purchases and more. */
  private static final int LAST_CLASS = 7;

  /** Customers who had bought again so often before the hold-out. */
  record Frequency(
      long repeats, long customers, double predicted, Estimate actual, LocalDate from, long days) {}

  static PredictedPurchases read(Dataset<Row> calibration) {
    return new PredictedPurchases(
        Cells.collect("whether predictions came true", calibration.orderBy("frequency_class"))
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
            .toList());
  }

  /** How near they came, over all classes. */
  String sentence() {
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
        + " came"
        + (actual == 0
            ? ""
            : ", so it expected "
                + Figures.rate(Math.abs(predicted / actual - 1))
                + (predicted < actual ? " too few" : " too many"))
        + ". In "
        + Figures.count(outside)
        + " of "
        + Figures.count(classes.size())
        + " classes of customers the prediction lies outside the 95 % interval of what came.";
  }

  Chart chart() {
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
}

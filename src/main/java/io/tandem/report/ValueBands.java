package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;
import static io.tandem.table.Columns.FREQUENCY;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Grid;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Customers by what they are expected to be worth.
 *
 * @param bands of lifetime value, from the lowest
 * @param terms under which it was computed; absent where nothing was
 */
record ValueBands(List<Band> bands, Optional<Terms> terms) {
  /** Lower ends of the bands of lifetime value. */
  private static final List<Integer> BANDS =
      List.of(0, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000);

  /** Customers whose lifetime value lies between two amounts. */
  record Band(int from, long customers, long repeaters, BigDecimal value) {}

  /** What was computed, over how long. */
  record Terms(String basis, long days, double discountRate, boolean isValued) {}

  static ValueBands read(Dataset<Row> customerValue) {
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
                    count_if(col(FREQUENCY).gt(0)).as("repeaters"),
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
                    new Band(
                        (int) row.count("band"),
                        row.count("customers"),
                        row.count("repeaters"),
                        row.money("value")))
            .toList();
    return new ValueBands(
        bands,
        rows.stream()
            .findFirst()
            .map(
                row ->
                    new Terms(
                        row.text("basis"),
                        row.count("days"),
                        row.number("rate"),
                        row.count("valued") > 0)));
  }

  /** What all of them are expected to be worth. */
  String sentence() {
    long customers = bands.stream().mapToLong(Band::customers).sum();
    Terms terms = terms().orElseThrow();
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

  /** Customers who bought again. */
  long repeaters() {
    return bands.stream().mapToLong(Band::repeaters).sum();
  }

  private BigDecimal total() {
    return bands.stream().map(Band::value).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  Chart chart() {
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
}

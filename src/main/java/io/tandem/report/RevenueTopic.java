package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;
import static io.tandem.table.Columns.PERIOD;
import static io.tandem.table.Columns.PERIOD_START;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Exhibit;
import io.tandem.report.page.Grid;
import io.tandem.report.page.Topic;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The section on where revenue changed, in which both families of metrics meet in one number.
 *
 * @param months by month, the changes from the month before; at most 12
 */
record RevenueTopic(NavigableMap<YearMonth, Change> months) {
  private static final int SHOWN = 12;

  /** The factors in the order of the page, by their names in the table. */
  private static final List<String> FACTORS =
      List.of(
          "customers",
          "orders_per_customer",
          "items_per_order",
          "price_per_item",
          "guests",
          "refunds");

  private static final List<String> NAMES =
      List.of(
          "Customers",
          "Orders per customer",
          "Items per order",
          "Price per item",
          "Guests",
          "Refunds");

  /** The column of the page that each belongs to. */
  private static final List<String> SIDES =
      List.of("right", "right", "left", "left", "other", "other");

  /** From one month to the next, in money. */
  record Change(
      BigDecimal before,
      BigDecimal after,
      BigDecimal total,
      boolean isComplete,
      Map<String, BigDecimal> contributions) {}

  static RevenueTopic read(Dataset<Row> revenueTree, LocalDate runDate) {
    NavigableMap<YearMonth, Change> months = new TreeMap<>();
    LocalDate first = Months.last(runDate).minusMonths(SHOWN - 1L).atDay(1);
    for (Cells row :
        Cells.collect(
            "where revenue changed",
            revenueTree.where(
                col(PERIOD)
                    .equalTo("month")
                    .and(col(PERIOD_START).geq(lit(Date.valueOf(first))))))) {
      months
          .computeIfAbsent(
              YearMonth.from(row.date(PERIOD_START)),
              month ->
                  new Change(
                      row.money("revenue_before"),
                      row.money("revenue_after"),
                      row.money("change"),
                      row.is("is_complete"),
                      new HashMap<>()))
          .contributions()
          .put(row.text("factor"), row.money("contribution"));
    }
    return new RevenueTopic(months);
  }

  Topic topic() {
    Optional<YearMonth> latest =
        months.keySet().stream()
            .filter(month -> months.get(month).isComplete())
            .reduce((earlier, later) -> later);
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        "Revenue less refunds is customers × orders per customer × items per order × price per item"
            + " of known customers, plus guests, less refunds. Items per order and price per item"
            + " make the AOV of the left column; customers and orders per customer are the right"
            + " column's. Each contribution is in money, and the six of a month add up to its change"
            + " to the cent. They say where the change lies, not why: a longer month has more"
            + " customers, and refunds stand on the day of their order, so that those of the last"
            + " months still grow.");
    paragraphs.add(
        latest
            .map(month -> sentence(month, months.get(month)))
            .orElse("There are no two full months to compare yet."));
    List<Exhibit> exhibits = new ArrayList<>();
    latest.ifPresent(month -> exhibits.add(chart(month, months.get(month))));
    if (!months.isEmpty()) {
      exhibits.add(grid());
    }
    return new Topic("revenue-change", "Where revenue changed", paragraphs, List.of(), exhibits);
  }

  private static String sentence(YearMonth month, Change change) {
    int direction = change.total().signum();
    return "From "
        + Figures.month(month.minusMonths(1))
        + " ("
        + month.minusMonths(1).lengthOfMonth()
        + " days) to "
        + Figures.month(month)
        + " ("
        + month.lengthOfMonth()
        + " days) revenue less refunds went from "
        + Figures.money(change.before())
        + " to "
        + Figures.money(change.after())
        + (direction == 0
            ? ", the same."
            : ", " + Figures.money(change.total().abs()) + (direction > 0 ? " more." : " less."));
  }

  private static Chart chart(YearMonth month, Change change) {
    List<String> labels = new ArrayList<>(List.of(Figures.month(month.minusMonths(1))));
    labels.addAll(NAMES);
    labels.add(Figures.month(month));
    ChartData data = ChartData.waterfall("money", labels);
    BigDecimal height = change.before();
    data.step(0, height.doubleValue(), "total");
    for (int i = 0; i < FACTORS.size(); i++) {
      BigDecimal next = height.add(change.contributions().get(FACTORS.get(i)));
      data.step(height.doubleValue(), next.doubleValue(), SIDES.get(i));
      height = next;
    }
    data.step(0, change.after().doubleValue(), "total");
    return new Chart(
        "revenue-tree",
        "From "
            + Figures.month(month.minusMonths(1))
            + " to "
            + Figures.month(month)
            + ", factor by factor",
        "Items per order and price per item make the AOV and have the colour of cross-selling;"
            + " customers and orders per customer have that of personalization. Hollow ones lessen"
            + " revenue. The axis does not start at zero.",
        "Waterfall chart: contributions of six factors to the change in revenue less refunds",
        data.json(),
        new Grid(
            "Contributions to the change, " + Figures.month(month),
            List.of(words("Factor"), number("Contribution")),
            steps(month, change)));
  }

  private static List<List<String>> steps(YearMonth month, Change change) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(Figures.month(month.minusMonths(1)), Figures.money(change.before())));
    for (int i = 0; i < FACTORS.size(); i++) {
      rows.add(List.of(NAMES.get(i), Figures.signed(change.contributions().get(FACTORS.get(i)))));
    }
    rows.add(List.of(Figures.month(month), Figures.money(change.after())));
    return rows;
  }

  private Grid grid() {
    List<Grid.Heading> headings = new ArrayList<>(List.of(words("Month"), number("Change")));
    NAMES.forEach(name -> headings.add(number(name)));
    return new Grid(
        "Change of revenue less refunds from the month before, and where it lies",
        headings,
        months.descendingMap().entrySet().stream()
            .map(
                month -> {
                  List<String> cells = new ArrayList<>();
                  cells.add(
                      Figures.month(month.getKey())
                          + (month.getValue().isComplete() ? "" : " (not full)"));
                  cells.add(Figures.signed(month.getValue().total()));
                  FACTORS.forEach(
                      factor ->
                          cells.add(Figures.signed(month.getValue().contributions().get(factor))));
                  return cells;
                })
            .toList());
  }
}

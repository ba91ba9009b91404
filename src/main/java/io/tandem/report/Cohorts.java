package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;
import static io.tandem.table.CohortRetention.COHORT_RETENTION;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Grid;
import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The heat map of cohorts: how much of each month's new customers ordered in the months after.
 *
 * @param cells by cohort and months since the first order; at most 24 × 24
 */
record Cohorts(NavigableMap<YearMonth, NavigableMap<Integer, Cell>> cells) {
  private static final int SHOWN = 24;

  /** One cohort in one month since. */
  record Cell(long size, long active, double rate, boolean isComplete) {}

  static Cohorts read(Dataset<Row> cohortRetention, LocalDate runDate) {
    YearMonth last = Months.last(runDate);
    NavigableMap<YearMonth, NavigableMap<Integer, Cell>> cells = new TreeMap<>();
    Cells.collect(
            "how cohorts came back",
            cohortRetention.where(
                col("cohort_month")
                    .between(
                        lit(Date.valueOf(last.minusMonths(SHOWN - 1L).atDay(1))),
                        lit(Date.valueOf(last.atDay(1))))
                    .and(col("months_since").between(0, SHOWN - 1))))
        .forEach(
            row ->
                cells
                    .computeIfAbsent(
                        YearMonth.from(row.date("cohort_month")), cohort -> new TreeMap<>())
                    .put(
                        (int) row.count("months_since"),
                        new Cell(
                            row.count("cohort_size"),
                            row.count("active_customers"),
                            row.number("retention_rate"),
                            row.is("is_complete"))));
    return new Cohorts(cells);
  }

  Chart chart() {
    List<YearMonth> cohorts = List.copyOf(cells.keySet());
    int months = cells.values().stream().mapToInt(cohort -> cohort.lastKey() + 1).max().orElse(0);
    boolean drawn =
        cells.values().stream()
            .anyMatch(
                cohort ->
                    cohort.entrySet().stream()
                        .anyMatch(cell -> cell.getKey() > 0 && cell.getValue().isComplete()));
    return new Chart(
        "cohorts",
        "Retention by cohort",
        drawn
            ? "Rows: month of first order. Columns: months since. Percent of the cohort that"
                + " ordered in that month. Hatched: the month was not over, and its rate stays out"
                + " of the colours. Month 0 is left out, because everybody ordered in it."
            : cohorts.isEmpty()
                ? "There is no cohort: no known customer has a first order in the months shown."
                : "No cohort has a complete month after its own yet.",
        "Heat map: percent of each cohort that ordered in each month after its first",
        drawn ? data(months).json() : Optional.empty(),
        new Grid(
            "Retention rate by cohort and months since the first order"
                + "; an asterisk marks a month that was not over",
            headings(months),
            cohorts.stream().map(cohort -> row(cohort, months)).toList()));
  }

  private ChartData data(int months) {
    // The youngest cohort has only its own month, so it would be an empty row.
    List<YearMonth> cohorts =
        cells.keySet().stream().filter(cohort -> cells.get(cohort).lastKey() > 0).toList();
    ChartData data =
        ChartData.heat(
            IntStream.range(1, months).mapToObj(Integer::toString).toList(),
            cohorts.stream().map(YearMonth::toString).toList());
    for (int row = 0; row < cohorts.size(); row++) {
      for (var entry : cells.get(cohorts.get(row)).entrySet()) {
        Cell cell = entry.getValue();
        if (entry.getKey() > 0) {
          data.cell(
              cell.isComplete() ? "complete" : "incomplete",
              entry.getKey() - 1,
              row,
              cell.rate(),
              cell.active(),
              cell.size());
        }
      }
    }
    return data;
  }

  private static List<Grid.Heading> headings(int months) {
    List<Grid.Heading> headings = new ArrayList<>();
    headings.add(words("Cohort"));
    headings.add(number("Customers"));
    IntStream.range(0, months).forEach(month -> headings.add(number("Month " + month)));
    return headings;
  }

  private List<String> row(YearMonth cohort, int months) {
    NavigableMap<Integer, Cell> row = cells.get(cohort);
    List<String> texts = new ArrayList<>();
    texts.add(Figures.month(cohort));
    texts.add(Figures.count(row.get(row.firstKey()).size()));
    for (int month = 0; month < months; month++) {
      Cell cell = row.get(month);
      texts.add(
          cell == null
              ? Figures.ABSENT
              : Figures.rate(cell.rate()) + (cell.isComplete() ? "" : " *"));
    }
    return texts;
  }

  /** What the heat map's rate is. */
  static String definition() {
    return Definitions.of(COHORT_RETENTION, "retention_rate");
  }
}

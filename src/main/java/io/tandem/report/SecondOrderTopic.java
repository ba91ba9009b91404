package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;
import static io.tandem.table.Columns.CUSTOMER_GROUP;
import static io.tandem.table.Columns.GROUPING;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Exhibit;
import io.tandem.report.page.Grid;
import io.tandem.report.page.Topic;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The section on how long customers take to their second order.
 *
 * @param curves by group, by day
 * @param tests by grouping
 */
record SecondOrderTopic(
    Map<String, NavigableMap<Integer, Day>> curves, NavigableMap<String, Test> tests) {
  /** Days of a curve that are drawn, and those that the table tells. */
  private static final int LONGEST = 365;

  private static final List<Integer> TOLD = List.of(7, 14, 30, 60, 90, 180, 365);
  private static final int LABELLED_EVERY = 30;

  /** More groups of one grouping make no picture. */
  private static final int MOST_GROUPS = 24;

  private static final String QUARTERS = "first_order_quarter=";

  /** The curve of a group on one day. */
  record Day(long atRisk, Estimate probability) {}

  /** A log-rank test between the groups of a grouping. */
  record Test(long groups, long customers, long repeaters, double chiSquare, double pValue) {}

  static SecondOrderTopic read(
      Dataset<Row> customerSurvival, Dataset<Row> comparisons, LocalDate runDate) {
    // Quarters of the last two years are near enough to be looked at one by one.
    String firstQuarter =
        QUARTERS + (runDate.getYear() - 2) + "-Q" + (runDate.getMonthValue() + 2) / 3;
    Map<String, NavigableMap<Integer, Day>> curves = new TreeMap<>();
    for (Cells row :
        Cells.collect(
            "how long second orders take",
            customerSurvival
                .where(
                    col("day")
                        .leq(LONGEST)
                        .and(
                            col(CUSTOMER_GROUP)
                                .equalTo("all")
                                .or(col(GROUPING).equalTo("first_order_products"))
                                .or(col("day").isInCollection(TOLD)))
                        .and(
                            col(CUSTOMER_GROUP)
                                .geq(firstQuarter)
                                .or(not(col(CUSTOMER_GROUP).startsWith(QUARTERS)))))
                .orderBy(CUSTOMER_GROUP, "day")
                .limit(3 * LONGEST + MOST_GROUPS * TOLD.size()))) {
      curves
          .computeIfAbsent(row.text(CUSTOMER_GROUP), group -> new TreeMap<>())
          .put(
              (int) row.count("day"),
              new Day(
                  row.count("at_risk"), row.estimate("repeat_purchase_probability").orElseThrow()));
    }
    NavigableMap<String, Test> tests = new TreeMap<>();
    for (Cells row : Cells.collect("whether groups differ", comparisons)) {
      tests.put(
          row.text(GROUPING),
          new Test(
              row.count("group_count"),
              row.count("customer_count"),
              row.count("repeat_customer_count"),
              row.number("chi_square"),
              row.number("p_value")));
    }
    return new SecondOrderTopic(curves, tests);
  }

  Topic topic() {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        "The probability that a new customer has ordered again, by days since the first order"
            + " (Kaplan-Meier): customers who have not ordered again yet count for as long as they"
            + " were seen. Who may have ordered before the data begin is left out: accounts older than"
            + " the data, and, where their age is not known, customers first seen in its first 90"
            + " days. The repeat purchase rate above counts them as new, which is why the two differ.");
    if (curves.isEmpty()) {
      paragraphs.add("No customer can be told to be new yet, so there is no curve.");
    }
    List<Exhibit> exhibits = new ArrayList<>();
    if (!curves.isEmpty()) {
      exhibits.add(chart());
    }
    if (!tests.isEmpty()) {
      exhibits.add(differences());
    }
    if (!curves.isEmpty()) {
      exhibits.add(groups());
    }
    return new Topic(
        "second-order", "How long until the second order", paragraphs, List.of(), exhibits);
  }

  private Chart chart() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("all", "All customers");
    shown.put("first_order_products=several", "First order with several products");
    shown.put("first_order_products=one", "First order with one product");
    int days = curves.values().stream().mapToInt(NavigableMap::lastKey).max().orElse(1);
    ChartData data =
        ChartData.lines("rate", IntStream.rangeClosed(1, days).mapToObj(Integer::toString).toList())
            .put("every", LABELLED_EVERY)
            .put("axis", "Days since the first order");
    List<String> tones = List.of("strong", "quiet", "faint");
    int tone = 0;
    for (Map.Entry<String, String> group : shown.entrySet()) {
      NavigableMap<Integer, Day> curve = curves.get(group.getKey());
      if (curve != null) {
        data.series(
            group.getValue(),
            tones.get(tone++),
            IntStream.rangeClosed(1, days)
                .mapToObj(day -> Optional.ofNullable(curve.get(day)).map(Day::probability))
                .toList());
      }
    }
    return new Chart(
        "second-orders",
        "Probability to have ordered again",
        "Band: 95 % interval for all customers (Greenwood, log-log scale). It widens where few"
            + " customers have been seen for so long.",
        "Line chart: probability to have placed a second order by days since the first",
        data.json(),
        new Grid(
            "Probability to have ordered again, all customers",
            List.of(
                words("Days"),
                number("Still waiting"),
                number("Probability"),
                number("95 % interval")),
            curves.getOrDefault("all", new TreeMap<>()).entrySet().stream()
                .filter(day -> TOLD.contains(day.getKey()))
                .map(
                    day ->
                        List.of(
                            Integer.toString(day.getKey()),
                            Figures.count(day.getValue().atRisk()),
                            Figures.rate(day.getValue().probability().value()),
                            Figures.rates(day.getValue().probability().interval())))
                .toList()));
  }

  private Grid groups() {
    List<Integer> told = List.of(30, 90, 180, 365);
    List<Grid.Heading> headings = new ArrayList<>(List.of(words("Customers")));
    told.forEach(day -> headings.add(number(day + " days")));
    return new Grid(
        "Probability to have ordered again, by group; a dash where nobody has been seen so long",
        headings,
        curves.entrySet().stream()
            .sorted(
                Comparator.comparing(group -> group.getKey().equals("all") ? "" : group.getKey()))
            .limit(MOST_GROUPS)
            .map(
                group -> {
                  List<String> cells = new ArrayList<>(List.of(name(group.getKey())));
                  told.forEach(
                      day ->
                          cells.add(
                              Optional.ofNullable(group.getValue().get(day))
                                  .map(there -> Figures.rate(there.probability().value()))
                                  .orElse(Figures.ABSENT)));
                  return cells;
                })
            .toList());
  }

  private Grid differences() {
    return new Grid(
        "Do the groups differ? Log-rank tests, which do not say why",
        List.of(
            words("Groups by"),
            number("Groups"),
            number("Customers"),
            number("Ordered again"),
            number("χ²"),
            number("p")),
        tests.entrySet().stream()
            .map(
                test ->
                    List.of(
                        sentence(test.getKey()),
                        Figures.count(test.getValue().groups()),
                        Figures.count(test.getValue().customers()),
                        Figures.count(test.getValue().repeaters()),
                        Figures.decimal(test.getValue().chiSquare()),
                        Figures.probability(test.getValue().pValue())))
            .toList());
  }

  private static String name(String group) {
    int split = group.indexOf('=');
    return split < 0
        ? "All customers"
        : sentence(group.substring(0, split)) + ": " + group.substring(split + 1);
  }

  private static String sentence(String grouping) {
    String words = grouping.replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}

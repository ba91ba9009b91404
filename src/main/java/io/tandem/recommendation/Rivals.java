package io.tandem.recommendation;

import static io.tandem.table.Columns.ORDERED_AT;
import static io.tandem.table.Columns.PRODUCT_ID;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.when;

import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.als.ItemPanels;
import io.tandem.recommendation.lister.AlsLister;
import io.tandem.recommendation.lister.ItemKnnLister;
import io.tandem.recommendation.lister.Lister;
import io.tandem.recommendation.lister.MixtureLister;
import io.tandem.recommendation.lister.PersonalFrequencyLister;
import io.tandem.recommendation.lister.PopularLister;
import io.tandem.recommendation.lister.TestedCustomers;
import io.tandem.table.Midnight;
import io.tandem.table.OrderLines;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * All models of what was known before a day, and the customers to judge them by: those with a
 * preference then and a purchase from that day on. Holds cached data until it is closed.
 */
public final class Rivals implements AutoCloseable {
  /** The models' names, as {@code recommendation_evaluation} has them. */
  public static final String ALS = "als";

  public static final String ITEM_KNN = "item_knn";
  public static final String MIXTURE = "mixture";
  public static final String PERSONAL_FREQUENCY = "personal_frequency";
  public static final String POPULAR = "popular";

  private static final String BUYERS = "buyers_";

  private final Recommendations known;
  private final Model model;
  private final JavaRDD<TestedCustomers> customers;
  private final Lister als;
  private Map<PopularityWindow, int[]> popular = Map.of();
  private Optional<CompressedRows> neighbours = Optional.empty();

  private Rivals(Recommendations known, Model model, JavaRDD<TestedCustomers> customers) {
    this.known = known;
    this.model = model;
    this.customers = customers;
    this.als = new AlsLister(ItemPanels.of(model.productFactors()));
  }

  /**
   * The models of what was known; empty where nobody had a preference.
   *
   * @param known everything as it was before its run date
   * @param later everything as it was before a later one; purchases in between are what was taken
   */
  public static Optional<Rivals> of(Recommendations known, Recommendations later) {
    Dataset<Row> preferences = known.preferences().persist(StorageLevel.MEMORY_AND_DISK());
    try {
      if (preferences.isEmpty()) {
        return Optional.empty();
      }
      Model model = known.train(preferences);
      JavaRDD<TestedCustomers> customers =
          HadAndTaken.of(model, known.purchases(), later.unpromptedSince(known.runDate()))
              .persist(StorageLevel.MEMORY_AND_DISK());
      return Optional.of(new Rivals(known, model, customers));
    } finally {
      preferences.unpersist();
    }
  }

  /** All items by the customers who bought them in each window, the most popular first. */
  private static Map<PopularityWindow, int[]> ranked(Recommendations known, String[] productIds) {
    Map<PopularityWindow, Column> counts = new EnumMap<>(PopularityWindow.class);
    for (PopularityWindow window : PopularityWindow.values()) {
      LocalDate from = known.runDate().minusDays(known.days(window));
      Column isIn = col(ORDERED_AT).geq(Midnight.of(from));
      counts.put(window, count_distinct(when(isIn, OrderLines.buyer())).as(BUYERS + window.name()));
    }
    Column[] columns = counts.values().toArray(Column[]::new);
    Map<String, Row> found = new HashMap<>();
    known
        .purchases()
        .groupBy(PRODUCT_ID)
        .agg(columns[0], Arrays.copyOfRange(columns, 1, columns.length))
        .collectAsList()
        .forEach(row -> found.put(row.getString(0), row));
    Map<PopularityWindow, int[]> ranked = new EnumMap<>(PopularityWindow.class);
    for (PopularityWindow window : PopularityWindow.values()) {
      long[] buyers =
          IntStream.range(0, productIds.length)
              .mapToLong(item -> found.get(productIds[item]).getAs(BUYERS + window.name()))
              .toArray();
      ranked.put(
          window,
          IntStream.range(0, productIds.length)
              .boxed()
              .sorted(Comparator.comparing((Integer item) -> -buyers[item]))
              .mapToInt(Integer::intValue)
              .toArray());
    }
    return ranked;
  }

  /** The customers to judge by. */
  public JavaRDD<TestedCustomers> customers() {
    return customers;
  }

  /** The day of the first purchase that the models know. */
  public LocalDate firstDay() {
    return known.firstDay();
  }

  /** Products that can stand in lists: all that a customer prefers. */
  public int items() {
    return model.productIds().length;
  }

  /** The share of the model's customers who prefer each item. */
  public double[] customerShares() {
    int items = items();
    List<int[]> counts =
        model.preferences().map(block -> counts(block.preferences(), items)).collect();
    double customers = model.customerIds().map(ids -> ids.length).reduce(Integer::sum);
    return IntStream.range(0, items)
        .mapToDouble(item -> counts.stream().mapToInt(block -> block[item]).sum() / customers)
        .toArray();
  }

  private static int[] counts(CompressedRows preferences, int items) {
    int[] counts = new int[items];
    for (int item : preferences.columns()) {
      counts[item]++;
    }
    return counts;
  }

  /** What scores highest. */
  public Lister als() {
    return als;
  }

  /** What most customers bought in the window. */
  public Lister popular(PopularityWindow window) {
    return new PopularLister(ranked(window));
  }

  private int[] ranked(PopularityWindow window) {
    if (popular.isEmpty()) {
      popular = ranked(known, model.productIds());
    }
    return popular.get(window);
  }

  /** What the customer bought most often, then what is popular. */
  public Lister personalFrequency(PopularityWindow window) {
    return new PersonalFrequencyLister(ranked(window));
  }

  /** What was bought by those who bought the same, then what is popular. */
  public Lister itemKnn(PopularityWindow window) {
    if (neighbours.isEmpty()) {
      neighbours = Optional.of(ItemNeighbours.of(model.preferenceBlocks()));
    }
    return new ItemKnnLister(neighbours.get(), ranked(window));
  }

  /** What the customer bought most often, and what scores highest of what is new. */
  public Lister mixture(double repeatOdds) {
    return new MixtureLister(als, repeatOdds);
  }

  @Override
  public void close() {
    customers.unpersist();
    model.close();
  }
}

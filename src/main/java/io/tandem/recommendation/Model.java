package io.tandem.recommendation;

import static io.tandem.recommendation.Factorization.FACTORS;
import static io.tandem.recommendation.Factorization.ITEM;
import static io.tandem.recommendation.Factorization.USER;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.PRODUCT_ID;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What suits each customer, as factors: those of every customer with a preference and of every
 * product that one of them prefers. Holds cached data until it is closed.
 */
public final class Model implements AutoCloseable {
  static final String BOUGHT = "bought";

  private final Dataset<Row> preferences;
  private final Dataset<Row> users;
  private final Dataset<Row> items;
  private final Candidates candidates;

  private Model(
      Dataset<Row> preferences, Dataset<Row> users, Dataset<Row> items, Candidates candidates) {
    this.preferences = preferences;
    this.users = users;
    this.items = items;
    this.candidates = candidates;
  }

  /**
   * Trains on preferences.
   *
   * @param preferences customer_id, product_id, weight: each pair once
   * @param available product_id of what may be recommended
   */
  static Model train(
      Dataset<Row> preferences, Dataset<Row> available, RecommendationsSettings settings) {
    Dataset<Row> customers = Numbering.of(preferences, CUSTOMER_ID, USER);
    Dataset<Row> products = Numbering.of(preferences, PRODUCT_ID, ITEM);
    Dataset<Row> numbered =
        preferences
            .join(customers, CUSTOMER_ID)
            .join(products, PRODUCT_ID)
            .select(
                col(USER),
                col(ITEM),
                col(Preferences.WEIGHT).cast("float").as(Factorization.WEIGHT))
            .sort(USER, ITEM)
            .persist(StorageLevel.MEMORY_AND_DISK());
    Factorization.Factors factors = engine(settings).factorize(numbered, settings.als());
    Dataset<Row> bought = numbered.groupBy(USER).agg(array_sort(collect_list(ITEM)).as(BOUGHT));
    Dataset<Row> users =
        customers
            .join(factors.users(), USER)
            .join(bought, USER)
            .select(CUSTOMER_ID, FACTORS, BOUGHT)
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> items =
        products
            .join(factors.items(), ITEM)
            .select(PRODUCT_ID, ITEM, FACTORS)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new Model(numbered, users, items, Candidates.of(items, available));
  }

  private static Factorization engine(RecommendationsSettings settings) {
    return switch (settings.engine()) {
      case MLLIB -> new MllibAls();
    };
  }

  /** customer_id, factors, bought (the items the customer has bought, ascending). */
  Dataset<Row> users() {
    return users;
  }

  /** product_id, item, factors. */
  Dataset<Row> items() {
    return items;
  }

  /** The products that may be recommended, with their factors. */
  Candidates candidates() {
    return candidates;
  }

  @Override
  public void close() {
    items.unpersist();
    users.unpersist();
    preferences.unpersist();
  }
}

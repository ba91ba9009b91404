package io.tandem.basket;

import static io.tandem.table.Columns.CATEGORY;
import static io.tandem.table.Columns.PRODUCT_ID;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tandem.table.AssociationRules;
import io.tandem.table.Columns;
import io.tandem.table.OrderLines;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Rules between two categories, mined as rules between products are, from baskets of categories:
 * what a page falls back on whose product has no rules. In memory until closed.
 */
public final class CategoryRules implements AutoCloseable {
  private final Dataset<Row> rows;

  private CategoryRules(Dataset<Row> rows) {
    this.rows = rows;
  }

  /**
   * Mines the categories of these order lines.
   *
   * @param catalogue product_id, category; products without a category are left out
   */
  public static CategoryRules of(
      Dataset<Row> orderLines, Dataset<Row> catalogue, FrequentlyBoughtTogetherSettings settings) {
    FrequentlyBoughtTogetherSettings forPairs = settings.forPairs();
    Dataset<Row> categories =
        catalogue.where(col(CATEGORY).isNotNull()).select(PRODUCT_ID, CATEGORY);
    // A category stands in the place of the product from here on.
    Dataset<Row> categoryLines =
        orderLines
            .where(OrderLines.isPurchase(settings.stopList()))
            .join(categories, PRODUCT_ID)
            .withColumn(PRODUCT_ID, col(CATEGORY))
            .drop(CATEGORY);
    try (MinedBaskets baskets = MinedBaskets.of(Baskets.from(categoryLines, forPairs), forPairs);
        Associations associations = Associations.of(baskets, forPairs)) {
      // What a piece of a category brings is not known, and no drift of it is published.
      Dataset<Row> rules =
          AssociationRules.ASSOCIATION_RULES
              .shape(
                  associations
                      .rules()
                      .withColumn(Columns.ASSOCIATION_VALUE, lit(null))
                      .withColumn(Columns.DRIFT, lit(RuleDrift.SAME)))
              .persist(StorageLevel.MEMORY_AND_DISK());
      rules.count();
      return new CategoryRules(rules);
    }
  }

  /** Rows as of {@code association_rules}, with categories in the place of products. */
  public Dataset<Row> rows() {
    return rows;
  }

  /** How many rules there are. */
  public long count() {
    return rows.count();
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}

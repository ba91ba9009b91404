package io.tandem.basket;

import static io.tandem.table.Columns.PRODUCTS;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * The baskets that are mined: without those of more products than max-basket-size, and in them
 * without products that are in more than max-product-share of them. In memory until closed.
 */
public final class MinedBaskets implements AutoCloseable {
  private final Dataset<Row> all;
  private final Dataset<Row> rows;
  private final long count;
  private final String inWords;

  private MinedBaskets(Dataset<Row> all, Dataset<Row> rows, long count, String inWords) {
    this.all = all;
    this.rows = rows;
    this.count = count;
    this.inWords = inWords;
  }

  /**
   * Puts aside what is not mined.
   *
   * @param baskets as of {@link Baskets}
   */
  public static MinedBaskets of(Dataset<Row> baskets, FrequentlyBoughtTogetherSettings settings) {
    Dataset<Row> all = baskets.persist(StorageLevel.MEMORY_AND_DISK());
    Column fits = size(col(PRODUCTS)).leq(settings.maxBasketSize());
    Row counts = all.agg(functions.count(lit(1)), count_if(fits)).head();
    long count = counts.getLong(1);
    List<String> ubiquitous = ubiquitous(all.where(fits), count, settings.maxProductShare());
    String inWords =
        "%,d baskets, %,d left out with more than %,d products%s"
            .formatted(
                count,
                counts.getLong(0) - count,
                settings.maxBasketSize(),
                ubiquitous.isEmpty()
                    ? ""
                    : "; not mined, for in more than %s of the baskets: %s"
                        .formatted(settings.maxProductShare(), String.join(", ", ubiquitous)));
    return new MinedBaskets(
        all, all.where(fits).transform(rows -> without(ubiquitous, rows)), count, inWords);
  }

  /** As of {@link Baskets}. */
  public Dataset<Row> rows() {
    return rows;
  }

  /** How many there are: the denominator of every support. */
  public long count() {
    return count;
  }

  /** What is mined and what was left out. */
  public String inWords() {
    return inWords;
  }

  @Override
  public void close() {
    all.unpersist();
  }

  private static List<String> ubiquitous(Dataset<Row> baskets, long count, double maxShare) {
    return baskets
        .select(explode(col(PRODUCTS)).as("product"))
        .groupBy("product")
        .agg(functions.count(lit(1)).as("baskets"))
        .where(col("baskets").divide(lit((double) count)).gt(maxShare))
        .sort("product")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static Dataset<Row> without(List<String> products, Dataset<Row> baskets) {
    if (products.isEmpty()) {
      return baskets;
    }
    Column unwanted = array(products.stream().map(functions::lit).toArray(Column[]::new));
    return baskets
        .withColumn(PRODUCTS, array_except(col(PRODUCTS), unwanted))
        .withColumn(Baskets.UNPROMPTED, array_except(col(Baskets.UNPROMPTED), unwanted));
  }
}

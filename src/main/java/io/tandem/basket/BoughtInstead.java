package io.tandem.basket;

import static io.tandem.table.Columns.AVAILABLE;
import static io.tandem.table.Columns.BASKET_COUNT;
import static io.tandem.table.Columns.CATEGORY;
import static io.tandem.table.Columns.EXPECTED_ORDER_COUNT;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.LOG10_P;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.Q_VALUE;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.SUBSTITUTE_PRODUCT_ID;
import static io.tandem.table.Columns.TITLE;
import static io.tandem.table.Columns.TOGETHER_COUNT;
import static io.tandem.table.Columns.VIEWED_TOGETHER_COUNT;
import static io.tandem.table.Columns.YULES_Q;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.udf;

import io.tandem.statistics.Poisson;
import io.tandem.table.Substitutes;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * What is bought instead of a product: of the same category, sold often enough that the two should
 * have met in baskets, and hardly ever in one. Yule's Q (1900) of the 2×2 table of the two over all
 * baskets says how far they keep apart.
 *
 * <p>Only pairs within a category are looked at, and of these only products that could reach the
 * least expected count at all: a catalogue of a hundred thousand products leaves few.
 */
public final class BoughtInstead {
  private static final String BASKET_SIZE = "basket_size";
  private static final String SHARE = "share";
  private static final String STRATA = "strata";
  private static final String MOST_EXPECTED = "most_expected";
  private static final String FIRST = "first";
  private static final String SECOND = "second";
  private static final String SHARES = "shares";
  private static final String SUBSTITUTE_TITLE = "substitute_title";

  /** log10 P(X ≤ count), X Poisson with this mean. */
  private static final UserDefinedFunction AS_FEW_BY_CHANCE =
      udf((UDF2<Long, Double, Double>) Poisson::log10LowerTail, DataTypes.DoubleType);

  /** Rounding must not make a product fall short of a bound that its pair reaches. */
  private static final double SLACK = 1 - 1e-9;

  /**
   * The rows of {@code substitutes}.
   *
   * @param baskets order_id, products (distinct)
   * @param basketCount their number
   * @param catalogue product_id, title, category, available; a product without a category has no
   *     substitutes
   * @param events what visitors did, with parents in the place of variants; empty where the shop
   *     has no such input: then {@code viewed_together_count} is null
   */
  public static Dataset<Row> from(
      Dataset<Row> baskets,
      long basketCount,
      Dataset<Row> catalogue,
      Optional<Dataset<Row>> events,
      FrequentlyBoughtTogetherSettings settings) {
    FrequentlyBoughtTogetherSettings.Substitution substitution = settings.substitutes();
    // Read three times; few products are left.
    Dataset<Row> sold =
        sold(baskets, catalogue, substitution.minExpectedOrderCount()).localCheckpoint();
    Dataset<Row> apart =
        expected(sold, substitution.minExpectedOrderCount())
            .join(together(baskets, sold), new String[] {FIRST, SECOND}, "left")
            .withColumn(TOGETHER_COUNT, coalesce(col(TOGETHER_COUNT), lit(0L)))
            .withColumn(YULES_Q, yulesQ(basketCount))
            .withColumn(
                LOG10_P, AS_FEW_BY_CHANCE.apply(col(TOGETHER_COUNT), col(EXPECTED_ORDER_COUNT)))
            .transform(FalseDiscoveries::ofOneFamily)
            .where(
                col(YULES_Q)
                    .leq(substitution.maxYulesQ())
                    .and(col(Q_VALUE).leq(settings.significance().falseDiscoveryRate())));
    Dataset<Row> titles = catalogue.select(PRODUCT_ID, TITLE);
    Dataset<Row> available =
        catalogue
            .where(col(AVAILABLE))
            .select(col(PRODUCT_ID).as(SUBSTITUTE_PRODUCT_ID), col(TITLE).as(SUBSTITUTE_TITLE));
    Column furthestApart =
        row_number()
            .over(
                Window.partitionBy(PRODUCT_ID)
                    .orderBy(
                        col(YULES_Q),
                        col(EXPECTED_ORDER_COUNT).desc(),
                        col(SUBSTITUTE_PRODUCT_ID)));
    Dataset<Row> listed =
        bothWays(apart)
            .join(available, SUBSTITUTE_PRODUCT_ID)
            .withColumn(RANK, furthestApart)
            .where(col(RANK).leq(substitution.listLength()))
            .localCheckpoint();
    return events
        .map(happened -> viewed(listed, happened))
        .orElseGet(() -> listed.withColumn(VIEWED_TOGETHER_COUNT, lit(null)))
        .join(titles, PRODUCT_ID)
        .withColumn(IS_PERSONALIZED, lit(false))
        .withColumn(REASON, reason())
        .transform(Substitutes.SUBSTITUTES::shape);
  }

  /**
   * The products that may have substitutes: category, product_id, order_count, and strata: for each
   * basket size how many baskets hold the product and which share of them.
   */
  private static Dataset<Row> sold(Dataset<Row> baskets, Dataset<Row> catalogue, double least) {
    Column basketSize = size(col(PRODUCTS)).as(BASKET_SIZE);
    Dataset<Row> sizes = baskets.groupBy(basketSize).agg(count(lit(1)).as(BASKET_COUNT));
    Column share = col(ORDER_COUNT).cast("double").divide(col(BASKET_COUNT));
    Column highestShare = max(col(SHARE)).over(Window.partitionBy(CATEGORY, BASKET_SIZE));
    Column stratum = struct(col(BASKET_SIZE), col(ORDER_COUNT), col(SHARE));
    return baskets
        .select(basketSize, explode(col(PRODUCTS)).as(PRODUCT_ID))
        .groupBy(PRODUCT_ID, BASKET_SIZE)
        .agg(count(lit(1)).as(ORDER_COUNT))
        .join(catalogue.where(col(CATEGORY).isNotNull()).select(PRODUCT_ID, CATEGORY), PRODUCT_ID)
        .join(sizes, BASKET_SIZE)
        .withColumn(SHARE, share)
        .withColumn(MOST_EXPECTED, col(ORDER_COUNT).multiply(highestShare))
        .groupBy(CATEGORY, PRODUCT_ID)
        .agg(
            sum(col(ORDER_COUNT)).as(ORDER_COUNT),
            sum(col(MOST_EXPECTED)).as(MOST_EXPECTED),
            array_sort(collect_list(stratum)).as(STRATA))
        .where(col(MOST_EXPECTED).geq(least * SLACK))
        .drop(MOST_EXPECTED);
  }

  /** Pairs first &lt; second of one category whose expected count is high enough. */
  private static Dataset<Row> expected(Dataset<Row> sold, double least) {
    Dataset<Row> firsts =
        sold.select(col(CATEGORY), col(PRODUCT_ID).as(FIRST), orderCountAs(FIRST), col(STRATA));
    Column shareBySize =
        map_from_entries(
            transform(
                col(STRATA),
                stratum -> struct(stratum.getField(BASKET_SIZE), stratum.getField(SHARE))));
    Dataset<Row> seconds =
        sold.select(
            col(CATEGORY),
            col(PRODUCT_ID).as(SECOND),
            orderCountAs(SECOND),
            shareBySize.as(SHARES));
    return firsts
        .join(seconds, CATEGORY)
        .where(col(FIRST).lt(col(SECOND)))
        .withColumn(EXPECTED_ORDER_COUNT, expectedOrderCount())
        .where(col(EXPECTED_ORDER_COUNT).geq(least))
        .drop(STRATA, SHARES);
  }

  /**
   * Σ n₁ₛ·n₂ₛ / nₛ over the basket sizes s. Added up in the order of the sizes, so that every run
   * rounds alike.
   */
  private static Column expectedOrderCount() {
    return aggregate(
        col(STRATA),
        lit(0.0),
        (total, stratum) -> {
          Column share = try_element_at(col(SHARES), stratum.getField(BASKET_SIZE));
          return total.plus(stratum.getField(ORDER_COUNT).multiply(coalesce(share, lit(0.0))));
        });
  }

  /** How many baskets hold both; a pair that never met has no row. */
  private static Dataset<Row> together(Dataset<Row> baskets, Dataset<Row> sold) {
    Column later = filter(col(PRODUCTS), product -> product.gt(col(FIRST)));
    return baskets
        .select(col(ORDER_ID), explode(col(PRODUCTS)).as(PRODUCT_ID))
        .join(sold.select(PRODUCT_ID, CATEGORY), PRODUCT_ID)
        .groupBy(ORDER_ID, CATEGORY)
        .agg(collect_list(PRODUCT_ID).as(PRODUCTS))
        .where(size(col(PRODUCTS)).gt(1))
        .select(col(PRODUCTS), explode(col(PRODUCTS)).as(FIRST))
        .select(col(FIRST), explode(later).as(SECOND))
        .groupBy(FIRST, SECOND)
        .agg(count(lit(1)).as(TOGETHER_COUNT));
  }

  /** (x·d − b·c) / (x·d + b·c): x baskets hold both, b and c one of them only, d neither. */
  private static Column yulesQ(long basketCount) {
    Column x = col(TOGETHER_COUNT).cast("double");
    Column b = col(orderCount(FIRST)).minus(x);
    Column c = col(orderCount(SECOND)).minus(x);
    Column d = lit(basketCount).minus(x).minus(b).minus(c);
    Column alike = x.multiply(d);
    Column unlike = b.multiply(c);
    return try_divide(alike.minus(unlike), alike.plus(unlike));
  }

  /** Each pair twice: the second instead of the first, and the first instead of the second. */
  private static Dataset<Row> bothWays(Dataset<Row> pairs) {
    Column there = struct(col(FIRST).as(PRODUCT_ID), col(SECOND).as(SUBSTITUTE_PRODUCT_ID));
    Column back = struct(col(SECOND).as(PRODUCT_ID), col(FIRST).as(SUBSTITUTE_PRODUCT_ID));
    return pairs.select(col("*"), inline(array(there, back)));
  }

  /** The same rows with viewed_together_count, 0 for two that nobody compared. */
  private static Dataset<Row> viewed(Dataset<Row> listed, Dataset<Row> events) {
    String[] pair = {PRODUCT_ID, SUBSTITUTE_PRODUCT_ID};
    Dataset<Row> counts =
        ViewedTogether.counts(listed.select(PRODUCT_ID, SUBSTITUTE_PRODUCT_ID), events);
    return listed
        .join(counts, pair, "left")
        .withColumn(VIEWED_TOGETHER_COUNT, coalesce(col(VIEWED_TOGETHER_COUNT), lit(0L)));
  }

  private static Column orderCountAs(String which) {
    return col(ORDER_COUNT).as(orderCount(which));
  }

  private static String orderCount(String which) {
    return ORDER_COUNT + "_" + which;
  }

  private static Column reason() {
    return format_string(
        "%,d orders hold both %s and %s; by chance %.1f would. Both are in %s.",
        col(TOGETHER_COUNT),
        col(TITLE),
        col(SUBSTITUTE_TITLE),
        col(EXPECTED_ORDER_COUNT),
        col(CATEGORY));
  }

  private BoughtInstead() {}
}

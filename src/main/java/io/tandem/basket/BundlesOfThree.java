package io.tandem.basket;

import static io.tandem.table.Columns.ALL_CONFIDENCE;
import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.AVAILABLE;
import static io.tandem.table.Columns.BUNDLE_PRICE;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.PRICE;
import static io.tandem.table.Columns.PRICE_RATIO;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_COUNT;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.SUPPORT;
import static io.tandem.table.Columns.TITLE;
import static io.tandem.table.Columns.UNPROMPTED_CUSTOMER_COUNT;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_remove;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_divide;

import io.tandem.table.Bundles;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What could be sold as a set: three available products of which each pair goes together for
 * itself, bought together by enough customers without being asked to. A set of which a fourth
 * product is always part is left out, for then the four are the set.
 */
public final class BundlesOfThree {
  private static final String PAIR = "pair";
  private static final String MEMBERS = "members";
  private static final String LEFT_OUT = "left_out";
  private static final String MOST_FREQUENT = "most_frequent";
  private static final String ITEM_ORDER_COUNT = "item_order_count";

  /**
   * The rows of {@code bundles}.
   *
   * @param itemsets products, product_count, order_count, customer_count,
   *     unprompted_customer_count, support
   * @param rules rows of {@code association_rules}; of a pair one trusted direction is enough, for
   *     the other may lack confidence alone
   * @param catalogue product_id, title, available, price
   */
  public static Dataset<Row> from(
      Dataset<Row> itemsets,
      Dataset<Row> rules,
      Dataset<Row> catalogue,
      FrequentlyBoughtTogetherSettings settings) {
    int customers = settings.significance().minCustomerCount();
    Column enoughCustomers =
        col(CUSTOMER_COUNT).geq(customers).and(col(UNPROMPTED_CUSTOMER_COUNT).geq(customers));
    Dataset<Row> available = catalogue.where(col(AVAILABLE)).select(PRODUCT_ID, TITLE, PRICE);
    Dataset<Row> items =
        ofSize(1, itemsets)
            .select(
                element_at(col(PRODUCTS), 1).as(PRODUCT_ID), col(ORDER_COUNT).as(ITEM_ORDER_COUNT));
    Column member = struct(col(PRODUCT_ID), col(TITLE), col(PRICE));
    return closed(itemsets)
        .where(enoughCustomers)
        .select(
            col(PRODUCTS),
            col(ORDER_COUNT),
            col(CUSTOMER_COUNT),
            col(SUPPORT),
            explode(col(PRODUCTS)).as(PRODUCT_ID))
        .withColumn(PAIR, array_remove(col(PRODUCTS), col(PRODUCT_ID)))
        .join(trustedPairs(rules, settings), new String[] {PAIR}, "left_semi")
        .join(items, PRODUCT_ID)
        .join(available, PRODUCT_ID)
        .groupBy(PRODUCTS, ORDER_COUNT, CUSTOMER_COUNT, SUPPORT)
        .agg(
            array_sort(collect_list(member)).as(MEMBERS),
            max(col(ITEM_ORDER_COUNT)).as(MOST_FREQUENT))
        // Each member stands here only with a trusted pair of the other two.
        .where(size(col(MEMBERS)).equalTo(3))
        .withColumn(ALL_CONFIDENCE, col(ORDER_COUNT).cast("double").divide(col(MOST_FREQUENT)))
        .withColumn(BUNDLE_PRICE, total(prices()))
        .withColumn(PRICE_RATIO, try_divide(col(BUNDLE_PRICE), array_max(prices())))
        .withColumn(IS_PERSONALIZED, lit(false))
        .withColumn(REASON, reason())
        .transform(Bundles.BUNDLES::shape);
  }

  /** Sets of three of which no fourth product is always part. */
  private static Dataset<Row> closed(Dataset<Row> itemsets) {
    Dataset<Row> partsOfFour =
        ofSize(4, itemsets)
            .select(col(PRODUCTS), col(ORDER_COUNT), explode(col(PRODUCTS)).as(LEFT_OUT))
            .select(array_remove(col(PRODUCTS), col(LEFT_OUT)).as(PRODUCTS), col(ORDER_COUNT));
    return ofSize(3, itemsets).join(partsOfFour, new String[] {PRODUCTS, ORDER_COUNT}, "left_anti");
  }

  private static Dataset<Row> trustedPairs(
      Dataset<Row> rules, FrequentlyBoughtTogetherSettings settings) {
    return rules
        .where(size(col(ANTECEDENT)).equalTo(1).and(Trusted.under(settings)))
        .select(array_sort(array_union(col(ANTECEDENT), array(col(CONSEQUENT)))).as(PAIR));
  }

  private static Dataset<Row> ofSize(int products, Dataset<Row> itemsets) {
    return itemsets.where(col(PRODUCT_COUNT).equalTo(products));
  }

  private static Column prices() {
    return col(MEMBERS).getField(PRICE);
  }

  /**
   * Null where a price is; added up in the order of the ids, and free of what adding doubles leaves
   * behind the fourth decimal.
   */
  private static Column total(Column prices) {
    return round(aggregate(prices, lit(0.0), Column::plus), 4);
  }

  private static Column reason() {
    return format_string(
        "%,d orders by %,d customers hold %s: %.1f %% of the orders with the most frequent of them.",
        col(ORDER_COUNT),
        col(CUSTOMER_COUNT),
        Titles.inWords(col(MEMBERS).getField(TITLE)),
        col(ALL_CONFIDENCE).multiply(100));
  }

  private BundlesOfThree() {}
}

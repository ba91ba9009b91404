package io.tandem.basket;

import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.ANTECEDENT_KEY;
import static io.tandem.table.Columns.AVAILABLE;
import static io.tandem.table.Columns.CONFIDENCE;
import static io.tandem.table.Columns.CONFIDENCE_LOWER;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.IS_PRODUCTIVE;
import static io.tandem.table.Columns.LIFT;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.ORDER_COUNT_BOTH;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.RECOMMENDED_PRODUCT_ID;
import static io.tandem.table.Columns.SIZE_ADJUSTED_LIFT;
import static io.tandem.table.Columns.TITLE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;

import io.tandem.table.CartCompletions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What a cart shows that holds two or three products: the available consequents of the trusted
 * rules of just these products, where each of them adds something, the surest first.
 */
public final class CartPage {
  /**
   * The rows of {@code cart_completions}.
   *
   * @param rules rows of {@code association_rules}
   * @param catalogue product_id, title, available; a product that is not in it is not shown
   */
  public static Dataset<Row> from(
      Dataset<Row> rules, Dataset<Row> catalogue, FrequentlyBoughtTogetherSettings settings) {
    Column ofTwoOrThree = size(col(ANTECEDENT)).between(2, 3);
    Dataset<Row> trusted =
        rules.where(ofTwoOrThree.and(col(IS_PRODUCTIVE)).and(Trusted.under(settings)));
    Dataset<Row> available =
        catalogue
            .where(col(AVAILABLE))
            .select(col(PRODUCT_ID).as(RECOMMENDED_PRODUCT_ID), col(TITLE));
    Column surest =
        row_number()
            .over(
                Window.partitionBy(ANTECEDENT_KEY)
                    .orderBy(
                        col(CONFIDENCE_LOWER).desc(),
                        col(LIFT).desc(),
                        col(ORDER_COUNT).desc(),
                        col(RECOMMENDED_PRODUCT_ID)));
    return trusted
        .withColumnRenamed(CONSEQUENT, RECOMMENDED_PRODUCT_ID)
        .withColumnRenamed(ORDER_COUNT_BOTH, ORDER_COUNT)
        .join(available, RECOMMENDED_PRODUCT_ID)
        .withColumn(RANK, surest)
        .where(col(RANK).leq(settings.listLength()))
        .join(Titles.of(trusted, ANTECEDENT, catalogue), ANTECEDENT)
        .withColumn(IS_PERSONALIZED, lit(false))
        .withColumn(REASON, reason())
        .transform(CartCompletions.CART_COMPLETIONS::shape);
  }

  private static Column reason() {
    return format_string(
        "%,d orders by %,d customers hold all of them; %.1f %% of the orders with %s also hold %s, %.1f times as often as expected.",
        col(ORDER_COUNT),
        col(CUSTOMER_COUNT),
        col(CONFIDENCE).multiply(100),
        col(Titles.TITLES),
        col(TITLE),
        col(SIZE_ADJUSTED_LIFT));
  }

  private CartPage() {}
}

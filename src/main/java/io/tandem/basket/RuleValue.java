package io.tandem.basket;

import static io.tandem.table.Columns.ASSOCIATION_VALUE;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.MARGIN;
import static io.tandem.table.Columns.PRICE;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.UNPROMPTED_ORDER_COUNT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.tandem.statistics.Wilson;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a rule is worth at most on a page: how much likelier the consequent is, beside the
 * antecedent, than anywhere, times what one more piece of it brings. From organic co-purchase,
 * which is not the response to showing.
 */
final class RuleValue {
  /**
   * Adds association_value.
   *
   * @param rules of {@link Rules}
   * @param catalogue product_id, price, margin
   */
  static Dataset<Row> add(
      Dataset<Row> rules, Dataset<Row> catalogue, FrequentlyBoughtTogetherSettings settings) {
    Dataset<Row> pieces =
        catalogue.select(
            col(PRODUCT_ID).as(CONSEQUENT), coalesce(col(MARGIN), col(PRICE)).as(PRICE));
    Column likelier =
        Wilson.lower(col(UNPROMPTED_ORDER_COUNT), col(RuleTests.UNPROMPTED_ANTECEDENT))
            .minus(
                col(RuleTests.UNPROMPTED_CONSEQUENT)
                    .cast("double")
                    .divide(col(RuleTests.UNPROMPTED_TOTAL)));
    // Spark's least takes no notice of nulls, but what is unknown stays unknown.
    Column piece =
        when(col(PRICE).isNotNull(), least(col(PRICE), lit(settings.ranking().valueCap())));
    return rules
        .join(pieces, new String[] {CONSEQUENT}, "left_outer")
        .withColumn(ASSOCIATION_VALUE, likelier.multiply(piece))
        .drop(PRICE);
  }

  private RuleValue() {}
}

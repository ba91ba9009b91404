package io.tandem.basket;

import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.ANTECEDENT_KEY;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.ORDER_COUNT_ANTECEDENT;
import static io.tandem.table.Columns.ORDER_COUNT_BOTH;
import static io.tandem.table.Columns.ORDER_COUNT_CONSEQUENT;
import static io.tandem.table.Columns.ORDER_COUNT_TOTAL;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_COUNT;
import static org.apache.spark.sql.functions.array_remove;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_json;

import io.tandem.table.AssociationRules;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Association rules: every way to take one product out of a frequent itemset. All counts come from
 * the itemsets themselves, for every part of a frequent itemset is frequent too (Agrawal &amp;
 * Srikant 1994).
 */
public final class Rules {
  /**
   * The rows of {@code association_rules}: antecedents of one product or more, one consequent.
   *
   * @param itemsets products (sorted), product_count, order_count, complete under taking products
   *     away
   * @param basketCount all baskets, single-product baskets included
   */
  public static Dataset<Row> from(Dataset<Row> itemsets, long basketCount, double minConfidence) {
    Dataset<Row> splits =
        itemsets
            .where(col(PRODUCT_COUNT).gt(1))
            .select(
                col(PRODUCTS),
                col(ORDER_COUNT).as(ORDER_COUNT_BOTH),
                explode(col(PRODUCTS)).as(CONSEQUENT))
            .select(
                array_remove(col(PRODUCTS), col(CONSEQUENT)).as(ANTECEDENT),
                col(CONSEQUENT),
                col(ORDER_COUNT_BOTH));
    Dataset<Row> antecedents =
        itemsets.select(col(PRODUCTS).as(ANTECEDENT), col(ORDER_COUNT).as(ORDER_COUNT_ANTECEDENT));
    Dataset<Row> consequents =
        itemsets
            .where(col(PRODUCT_COUNT).equalTo(1))
            .select(
                element_at(col(PRODUCTS), 1).as(CONSEQUENT),
                col(ORDER_COUNT).as(ORDER_COUNT_CONSEQUENT));
    List<Column> columns =
        new ArrayList<>(List.of(col("*"), to_json(col(ANTECEDENT)).as(ANTECEDENT_KEY)));
    columns.addAll(RuleMeasures.all());
    // Exact in integers and doubles alike: a confidence of just min-confidence stays.
    Column confident = RuleMeasures.confidence().geq(minConfidence);
    return splits
        .join(antecedents, ANTECEDENT)
        .where(confident)
        .join(consequents, CONSEQUENT)
        .withColumn(ORDER_COUNT_TOTAL, lit(basketCount))
        .select(columns.toArray(Column[]::new))
        .transform(AssociationRules.ASSOCIATION_RULES::shape);
  }

  private Rules() {}
}

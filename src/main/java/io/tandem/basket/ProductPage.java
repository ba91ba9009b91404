package io.tandem.basket;

import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.AVAILABLE;
import static io.tandem.table.Columns.CONFIDENCE;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.EVIDENCE_CONFIDENCE;
import static io.tandem.table.Columns.EVIDENCE_LEVEL;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.LIFT;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.ORDER_COUNT_BOTH;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.RECOMMENDED_PRODUCT_ID;
import static io.tandem.table.Columns.TITLE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What a product page shows beside a product: the consequents of its rules that are available and
 * lifted enough, by confidence.
 */
public final class ProductPage {
  private static final String BOUGHT_TITLE = "bought_title";
  private static final String SHOWN_TITLE = "shown_title";

  /**
   * The rows of {@code frequently_bought_together}.
   *
   * @param rules rows of {@code association_rules}
   * @param catalogue product_id, title, available; a product that is not in it is not shown
   */
  public static Dataset<Row> from(
      Dataset<Row> rules, Dataset<Row> catalogue, FrequentlyBoughtTogetherSettings settings) {
    Dataset<Row> available =
        catalogue
            .where(col(AVAILABLE))
            .select(col(PRODUCT_ID).as(RECOMMENDED_PRODUCT_ID), col(TITLE).as(SHOWN_TITLE));
    Dataset<Row> titles = catalogue.select(col(PRODUCT_ID), col(TITLE).as(BOUGHT_TITLE));
    Column best =
        row_number()
            .over(
                Window.partitionBy(PRODUCT_ID)
                    .orderBy(
                        col(CONFIDENCE).desc(),
                        col(LIFT).desc(),
                        col(ORDER_COUNT).desc(),
                        col(RECOMMENDED_PRODUCT_ID)));
    return rules
        .where(size(col(ANTECEDENT)).equalTo(1).and(col(LIFT).geq(settings.minLift())))
        .select(
            element_at(col(ANTECEDENT), 1).as(PRODUCT_ID),
            col(CONSEQUENT).as(RECOMMENDED_PRODUCT_ID),
            col(CONFIDENCE),
            col(LIFT),
            col(ORDER_COUNT_BOTH).as(ORDER_COUNT))
        .join(available, RECOMMENDED_PRODUCT_ID)
        .join(titles, PRODUCT_ID)
        .withColumn(RANK, best)
        .where(col(RANK).leq(settings.listLength()))
        .withColumn(EVIDENCE_LEVEL, lit("product"))
        .withColumn(EVIDENCE_CONFIDENCE, col(CONFIDENCE))
        .withColumn(IS_PERSONALIZED, lit(false))
        .withColumn(REASON, reason());
  }

  private static Column reason() {
    return format_string(
        "%,d orders hold both; %.1f %% of the orders with %s also hold %s, %.1f times as often as if independent.",
        col(ORDER_COUNT),
        col(CONFIDENCE).multiply(100),
        col(BOUGHT_TITLE),
        col(SHOWN_TITLE),
        col(LIFT));
  }

  private ProductPage() {}
}

package io.tandem.recommendation;

import static io.tandem.table.Columns.BECAUSE_OF;
import static io.tandem.table.Columns.COUNTRY;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.SCOPE;
import static io.tandem.table.Columns.SCOPE_VALUE;
import static io.tandem.table.Columns.SCORE;
import static io.tandem.table.Columns.SOURCE;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import io.tandem.table.PopularProducts;
import io.tandem.table.UserRecommendations;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Lists for everyone whom the model does not know: first what is popular in the customer's country,
 * then what is popular in the whole shop. Nothing of the customer's own orders is in them, and they
 * say so: {@code is_personalized = false}.
 */
final class PopularityLadder {
  private static final String STEP = "step";
  private static final String PLACE = "place";

  /** The place that stands for a customer without a country. */
  private static final String NOWHERE = "";

  /**
   * Rows of {@code user_recommendations}.
   *
   * @param customers customer_id, country (null: unknown)
   * @param popular rows of {@code popular_products}
   */
  static Dataset<Row> of(Dataset<Row> customers, Dataset<Row> popular, int listLength) {
    Dataset<Row> inCountry =
        popular
            .where(col(SCOPE).equalTo("country"))
            .select(
                col(SCOPE_VALUE).as(PLACE),
                lit(1).as(STEP),
                col(RANK),
                col(PRODUCT_ID),
                col(SCORE),
                lit("popular_in_segment").as(SOURCE),
                col(REASON));
    Dataset<Row> places = inCountry.select(PLACE).distinct().union(placeNowhere(popular));
    Dataset<Row> everywhere =
        popular
            .where(col(SCOPE).equalTo(PopularProducts.GLOBAL))
            .select(
                lit(2).as(STEP),
                col(RANK),
                col(PRODUCT_ID),
                col(SCORE),
                lit("popular").as(SOURCE),
                col(REASON));
    Column firstStep = struct(col(STEP), col(RANK));
    Column position = row_number().over(Window.partitionBy(PLACE).orderBy(STEP, RANK));
    Dataset<Row> ladder =
        inCountry
            .unionByName(places.crossJoin(everywhere))
            .groupBy(PLACE, PRODUCT_ID)
            .agg(
                min_by(
                        struct(col(STEP), col(RANK), col(SCORE), col(SOURCE), col(REASON)),
                        firstStep)
                    .as("best"))
            .select(col(PLACE), col(PRODUCT_ID), col("best.*"))
            .withColumn(RANK, position)
            .where(col(RANK).leq(listLength))
            .select(PLACE, RANK, PRODUCT_ID, SCORE, SOURCE, REASON);
    Dataset<Row> known = places.select(col(PLACE).as("known_place"));
    return customers
        .join(broadcast(known), customers.col(COUNTRY).equalTo(col("known_place")), "left")
        .select(col(CUSTOMER_ID), coalesce(col("known_place"), lit(NOWHERE)).as(PLACE))
        .join(broadcast(ladder), PLACE)
        .select(
            col(CUSTOMER_ID),
            col(RANK),
            col(PRODUCT_ID),
            col(SCORE),
            col(SOURCE),
            lit(false).as(IS_PERSONALIZED),
            lit(null).cast(UserRecommendations.BECAUSE_OF_TYPE).as(BECAUSE_OF),
            col(REASON));
  }

  private static Dataset<Row> placeNowhere(Dataset<Row> popular) {
    return popular.sparkSession().range(1).select(lit(NOWHERE).as(PLACE));
  }

  private PopularityLadder() {}
}

package io.tandem.recommendation;

import static io.tandem.table.Columns.BECAUSE_OF;
import static io.tandem.table.Columns.COUNTRY;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.SCOPE;
import static io.tandem.table.Columns.SCOPE_VALUE;
import static io.tandem.table.Columns.SCORE;
import static io.tandem.table.Columns.SOURCE;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;

import io.tandem.recommendation.RecommendationsSettings.AlreadyBought;
import io.tandem.table.PopularProducts;
import io.tandem.table.UserRecommendations;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Lists for everyone without a list of their own: first what is popular in the customer's country,
 * then what is popular in the whole shop. What a customer is known to have bought is treated by the
 * policy; else nothing of the customer's own orders is in them, and they say so: {@code
 * is_personalized = false}.
 */
final class PopularityLadder {
  private static final String STEP = "step";
  private static final String PLACE = "place";
  private static final String LADDER = "ladder";

  /** The place that stands for a customer without a country. */
  private static final String NOWHERE = "";

  /**
   * Rows of {@code user_recommendations}.
   *
   * @param customers customer_id, country (null: unknown), products (what each has bought; null:
   *     nothing is known)
   * @param popular rows of {@code popular_products}
   */
  static Dataset<Row> of(
      Dataset<Row> customers, Dataset<Row> popular, int listLength, AlreadyBought alreadyBought) {
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
            .groupBy(PLACE)
            .agg(
                array_sort(
                        collect_list(
                            struct(
                                col(RANK), col(PRODUCT_ID), col(SCORE), col(SOURCE), col(REASON))))
                    .as(LADDER));
    Dataset<Row> known = places.select(col(PLACE).as("known_place"));
    return customers
        .join(broadcast(known), customers.col(COUNTRY).equalTo(col("known_place")), "left")
        .select(
            col(CUSTOMER_ID),
            coalesce(col("known_place"), lit(NOWHERE)).as(PLACE),
            coalesce(col(PRODUCTS), array()).as(PRODUCTS))
        .join(broadcast(ladder), PLACE)
        .select(
            col(CUSTOMER_ID), posexplode(slice(allowed(alreadyBought), lit(1), lit(listLength))))
        .select(
            col(CUSTOMER_ID),
            col("pos").plus(1).as(RANK),
            col("col." + PRODUCT_ID),
            col("col." + SCORE),
            col("col." + SOURCE),
            lit(false).as(IS_PERSONALIZED),
            lit(null).cast(UserRecommendations.BECAUSE_OF_TYPE).as(BECAUSE_OF),
            col("col." + REASON));
  }

  /** The ladder, with what the customer bought where the policy wants it. */
  private static Column allowed(AlreadyBought alreadyBought) {
    Column notBought =
        filter(col(LADDER), step -> not(array_contains(col(PRODUCTS), step.getField(PRODUCT_ID))));
    Column bought =
        filter(col(LADDER), step -> array_contains(col(PRODUCTS), step.getField(PRODUCT_ID)));
    return switch (alreadyBought) {
      case HIDE -> notBought;
      case DEMOTE -> concat(notBought, bought);
      case KEEP -> col(LADDER);
    };
  }

  private static Dataset<Row> placeNowhere(Dataset<Row> popular) {
    return popular.sparkSession().range(1).select(lit(NOWHERE).as(PLACE));
  }

  private PopularityLadder() {}
}

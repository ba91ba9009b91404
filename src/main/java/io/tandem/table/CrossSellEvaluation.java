package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** How well the rules of some weeks ago would have guessed what was bought since. */
public final class CrossSellEvaluation {
  public static final String MODEL = "model";
  public static final String METRIC = "metric";
  public static final String K = "k";
  public static final String VALUE = "value";
  public static final String VALUE_LOWER = "value_lower";
  public static final String VALUE_UPPER = "value_upper";

  public static final Table CROSS_SELL_EVALUATION =
      Table.named(
              "cross_sell_evaluation",
              "One metric of one model in a back-test: one unprompted product hidden from each basket of the last weeks that holds two products or more, guessed from the rest by what was known before them.")
          .column(
              MODEL,
              StringType,
              "rules (what is published, whatever the price and the stock: what was bought then need not be available today; filled up by bestsellers of categories that go with the cart's more often than by chance), co_occurrence (plain counts of common orders with the cart's products, summed), popular (plain counts of orders).")
          .oneOf("rules", "co_occurrence", "popular")
          .column(
              METRIC,
              StringType,
              "hit_rate (the hidden product is among the first k), mean_reciprocal_rank (mean of 1 / its rank, 0 beyond k), calibration (orders that followed the pair rules of rank 1 to k of each product / orders that their confidence promised; 1 is exact).")
          .oneOf("hit_rate", "mean_reciprocal_rank", "calibration")
          .column(K, IntegerType, "How many products of the list count.")
          .atLeast(1)
          .column(
              Columns.EVIDENCE_LEVEL,
              StringType,
              "all, or hits by recommendations of this evidence level alone; baselines have all.")
          .oneOf("all", Assortment.PRODUCT, Assortment.CATEGORY)
          .nullable(VALUE, DoubleType, "The metric; null where there was nothing to judge.")
          .atLeast(0)
          .nullable(
              VALUE_LOWER,
              DoubleType,
              "95 % interval, lower: Wilson's for hit_rate, the normal one of a mean for mean_reciprocal_rank, the delta method's over baskets for calibration. Null where the value is, and for the latter two with a single basket.")
          .atLeast(0)
          .nullable(VALUE_UPPER, DoubleType, "95 % interval, upper.")
          .atLeast(0)
          .column(
              Columns.BASKET_COUNT,
              LongType,
              "Baskets judged; for calibration those that hold a product with such a rule.")
          .atLeast(1)
          .key(MODEL, METRIC, K, Columns.EVIDENCE_LEVEL)
          .mayBeEmpty();

  private CrossSellEvaluation() {}
}

package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** How well the rules of some weeks ago would have guessed what was bought since. */
public final class CrossSellEvaluation {
  public static final Table CROSS_SELL_EVALUATION =
      Table.named(
              "cross_sell_evaluation",
              "One metric of one model in a back-test: one product hidden from each basket of the last weeks, guessed from the rest by what was known before them.")
          .column(
              "model",
              StringType,
              "rules (what is published), co_occurrence (plain counts of common orders), popular (plain counts of orders).")
          .column(
              "metric",
              StringType,
              "hit_rate (the hidden product is among the first k), mean_reciprocal_rank (mean of 1 / its rank, 0 beyond k), calibration (orders that followed the rules of rank 1 to k / orders that their confidence promised).")
          .column("k", IntegerType, "How many products of the list count.")
          .column(
              Columns.EVIDENCE_LEVEL,
              StringType,
              "all, or hits by recommendations of this evidence level alone; baselines have all.")
          .nullable("value", DoubleType, "The metric; null where there was nothing to judge.")
          .nullable("value_lower", DoubleType, "95 % interval, lower.")
          .nullable("value_upper", DoubleType, "95 % interval, upper.")
          .column(Columns.BASKET_COUNT, LongType, "Baskets judged.")
          .key("model", "metric", "k", Columns.EVIDENCE_LEVEL)
          .mayBeEmpty();

  private CrossSellEvaluation() {}
}

package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** How well each model would have guessed what customers bought in the last weeks. */
public final class RecommendationEvaluation {
  public static final String MODEL = "model";
  public static final String METRIC = "metric";
  public static final String K = "k";
  public static final String SLICE = "slice";
  public static final String VALUE = "value";
  public static final String VALUE_LOWER = "value_lower";
  public static final String VALUE_UPPER = "value_upper";
  public static final String BASELINE = "baseline";
  public static final String DIFFERENCE = "difference";
  public static final String DIFFERENCE_LOWER = "difference_lower";
  public static final String DIFFERENCE_UPPER = "difference_upper";
  public static final String VALIDATION_FROM = "validation_from";
  public static final String TEST_FROM = "test_from";
  public static final String TEST_UNTIL = "test_until";
  public static final String IS_PUBLISHED = "is_published";

  public static final Table RECOMMENDATION_EVALUATION =
      Table.named(
              "recommendation_evaluation",
              "One metric of one model in one slice: lists of all products known before the test window, judged by what each customer bought in it.")
          .column(
              MODEL,
              StringType,
              "als, item_knn (bought by those who bought what the customer has), personal_frequency (what the customer bought most often and lately, filled up with what is popular), popular, mixture (personal_frequency and als, weighted by how likely the customer buys again what is known).")
          .column(
              METRIC,
              StringType,
              "precision, recall, ndcg, map, hit_rate: means over customers. coverage: share of the products that stand in any list; novelty: mean of −log₂ of the share of customers who had the product before; concentration: Gini coefficient of how often products stand in lists.")
          .column(K, IntegerType, "How many places of the list count.")
          .column(
              SLICE,
              StringType,
              "all; repeat (products the customer had before); new (all others; what was had before is left out of every model's list); new, by the orders the customer had before: new_1_order, new_2_orders, new_3_to_5_orders, new_6_or_more_orders.")
          .nullable(VALUE, DoubleType, "The metric; null where there was nobody to judge.")
          .nullable(
              VALUE_LOWER,
              DoubleType,
              "95 % interval over customers, lower; null where the metric is not a mean over customers, and with a single one.")
          .nullable(VALUE_UPPER, DoubleType, "95 % interval, upper.")
          .column(Columns.CUSTOMER_COUNT, LongType, "Customers judged.")
          .column(BASELINE, StringType, "The model to beat.")
          .nullable(
              DIFFERENCE, DoubleType, "value less that of the baseline, over the same customers.")
          .nullable(
              DIFFERENCE_LOWER,
              DoubleType,
              "95 % interval of the difference, lower: customer by customer; for ndcg at 10 in new by bootstrap, which is what decides.")
          .nullable(DIFFERENCE_UPPER, DoubleType, "95 % interval of the difference, upper.")
          .column(
              VALIDATION_FROM,
              DateType,
              "Training ends and validation begins: first day, UTC. Validation chooses the popularity window and the mixture's weight.")
          .column(TEST_FROM, DateType, "Validation ends and the test begins: first day, UTC.")
          .column(TEST_UNTIL, DateType, "The first day after the test.")
          .column(IS_PUBLISHED, BooleanType, "Whether tonight's lists are this model's.")
          .key(MODEL, METRIC, K, SLICE)
          .mayBeEmpty();

  private RecommendationEvaluation() {}
}

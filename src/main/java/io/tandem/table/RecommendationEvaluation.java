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
  public static final String TRAIN_FROM = "train_from";
  public static final String VALIDATION_FROM = "validation_from";
  public static final String TEST_FROM = "test_from";
  public static final String TEST_UNTIL = "test_until";
  public static final String IS_PUBLISHED = "is_published";

  private static final String[] MODELS = {
    "als", "item_knn", "personal_frequency", "popular", "mixture"
  };

  public static final Table RECOMMENDATION_EVALUATION =
      Table.named(
              "recommendation_evaluation",
              "One metric of one model in one slice: lists of all products known before the test window, judged by what each customer bought in it.")
          .column(
              MODEL,
              StringType,
              "als; item_knn (what was bought by those who bought what the customer has); personal_frequency (what the customer bought most often and lately, then what is popular); popular; mixture (what the customer bought most often and what als ranks first of the rest, in the shares in which the customer buys again and anew).")
          .oneOf(MODELS)
          .column(
              METRIC,
              StringType,
              "precision, recall, ndcg, map, hit_rate: means over customers, 0 to 1. In slices all and new also of what is listed: coverage, the share of products that stand in any list; novelty, the mean of −log₂ of the share of customers who had the product; concentration, the Gini coefficient of how often products are listed.")
          .oneOf(
              "precision",
              "recall",
              "ndcg",
              "map",
              "hit_rate",
              "coverage",
              "novelty",
              "concentration")
          .column(K, IntegerType, "How many places of the list count.")
          .atLeast(1)
          .column(
              SLICE,
              StringType,
              "What counts as a hit: all; repeat (products that the customer had before); new (the others; every model's lists leave out what was had). And new by the orders that the customer had before: new_1_order, new_2_orders, new_3_to_5_orders, new_6_or_more_orders.")
          .oneOf(
              "all",
              "repeat",
              "new",
              "new_1_order",
              "new_2_orders",
              "new_3_to_5_orders",
              "new_6_or_more_orders")
          .nullable(VALUE, DoubleType, "The metric; null where there was nobody to judge.")
          .atLeast(0)
          .nullable(
              VALUE_LOWER,
              DoubleType,
              "95 % interval over customers, lower; null where the metric is not a mean over customers, and with a single one.")
          .within(0, 1)
          .nullable(VALUE_UPPER, DoubleType, "95 % interval, upper.")
          .within(0, 1)
          .column(Columns.CUSTOMER_COUNT, LongType, "Customers judged.")
          .atLeast(0)
          .column(BASELINE, StringType, "The model to beat.")
          .oneOf(MODELS)
          .nullable(
              DIFFERENCE, DoubleType, "value less that of the baseline, over the same customers.")
          .nullable(
              DIFFERENCE_LOWER,
              DoubleType,
              "95 % interval of the difference, lower: customer by customer; for ndcg at 10 in new by bootstrap, which is what decides.")
          .nullable(DIFFERENCE_UPPER, DoubleType, "95 % interval of the difference, upper.")
          .column(TRAIN_FROM, DateType, "Training begins: the day of the first order, UTC.")
          .column(
              VALIDATION_FROM,
              DateType,
              "Validation begins: its first day, UTC. It chooses the window of popularity and the mixture's weight, by models of what was known before. Equal to test_from where there was none.")
          .column(
              TEST_FROM,
              DateType,
              "The test begins: its first day, UTC. The models that are judged know what was before.")
          .column(TEST_UNTIL, DateType, "The first day after the test.")
          .column(IS_PUBLISHED, BooleanType, "Whether tonight's lists are this model's.")
          .key(MODEL, METRIC, K, SLICE)
          .mayBeEmpty();

  private RecommendationEvaluation() {}
}

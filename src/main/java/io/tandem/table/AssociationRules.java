package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** One rule: who has the antecedent in the basket often has the consequent in it too. */
public final class AssociationRules {
  public static final Table ASSOCIATION_RULES =
      Table.named(
              "association_rules",
              "One rule antecedent → consequent whose itemset is frequent and confidence enough.")
          .column(Columns.ANTECEDENT, Types.STRINGS, "The products in the basket, sorted.")
          .column(Columns.CONSEQUENT, StringType, "The product that comes with them.")
          .column(
              Columns.ANTECEDENT_KEY,
              StringType,
              "The antecedent as JSON, for joins in engines without arrays.")
          .column(
              Columns.ORDER_COUNT_TOTAL,
              LongType,
              "n: all baskets, single-product baskets included.")
          .atLeast(1)
          .column(Columns.ORDER_COUNT_ANTECEDENT, LongType, "a: baskets with the antecedent.")
          .atLeast(1)
          .column(Columns.ORDER_COUNT_CONSEQUENT, LongType, "c: baskets with the consequent.")
          .atLeast(1)
          .column(Columns.ORDER_COUNT_BOTH, LongType, "x: baskets with both.")
          .atLeast(1)
          .column(
              Columns.CUSTOMER_COUNT,
              LongType,
              "Customers with both in one basket; a guest order is a customer of its own.")
          .atLeast(1)
          .column(
              Columns.TOP_CUSTOMER_SHARE,
              DoubleType,
              "Share of the baskets with both that the one customer with most of them has.")
          .within(0, 1)
          .column(
              Columns.UNPROMPTED_ORDER_COUNT,
              LongType,
              "Baskets with both where no product of the rule came from a recommendation and no bundle coupon was used.")
          .atLeast(0)
          .column(
              Columns.UNPROMPTED_CUSTOMER_COUNT,
              LongType,
              "Customers with both in one such basket: the evidence that is tested.")
          .atLeast(0)
          .column(Columns.SUPPORT, DoubleType, "x / n.")
          .within(0, 1)
          .column(Columns.SUPPORT_LOWER, DoubleType, "95 % interval of support (Wilson), lower.")
          .within(0, 1)
          .column(Columns.SUPPORT_UPPER, DoubleType, "95 % interval of support (Wilson), upper.")
          .within(0, 1)
          .column(
              Columns.CONFIDENCE,
              DoubleType,
              "x / a: share of baskets with the antecedent that hold the consequent.")
          .within(0, 1)
          .column(
              Columns.CONFIDENCE_LOWER, DoubleType, "95 % interval of confidence (Wilson), lower.")
          .within(0, 1)
          .column(
              Columns.CONFIDENCE_UPPER, DoubleType, "95 % interval of confidence (Wilson), upper.")
          .within(0, 1)
          .column(
              Columns.LIFT,
              DoubleType,
              "confidence / (c / n): times as often together as if the two were independent.")
          .above(0)
          .column(
              Columns.LIFT_LOWER,
              DoubleType,
              "95 % interval of lift (delta method on its logarithm), lower.")
          .above(0)
          .column(
              Columns.LIFT_UPPER,
              DoubleType,
              "95 % interval of lift (delta method on its logarithm), upper.")
          .above(0)
          .column(
              Columns.EXPECTED_ORDER_COUNT,
              DoubleType,
              "E: unprompted baskets that would hold both if, among baskets of the same size, the two were independent.")
          .atLeast(0)
          .column(
              Columns.SIZE_ADJUSTED_LIFT,
              DoubleType,
              "unprompted_order_count / E: times as often as expected of baskets of these sizes.")
          .atLeast(0)
          .column(
              Columns.SIZE_ADJUSTED_LIFT_LOWER,
              DoubleType,
              "95 % interval of it, lower (Garwood 1936, as wide as the number of customers makes it).")
          .atLeast(0)
          .column(
              Columns.SIZE_ADJUSTED_LIFT_UPPER,
              DoubleType,
              "95 % interval of it, upper (Garwood 1936, as wide as the number of customers makes it).")
          .atLeast(0)
          .column(
              Columns.SEASON_ADJUSTED_LIFT,
              DoubleType,
              "size_adjusted_lift / how much more often the two meet because both sell in the same months.")
          .atLeast(0)
          .column(
              Columns.SEASON_ADJUSTED_LIFT_LOWER,
              DoubleType,
              "95 % interval of it, lower, as of size_adjusted_lift.")
          .atLeast(0)
          .column(
              "leverage",
              DoubleType,
              "x/n − (a/n)(c/n): share of baskets beyond independence (Piatetsky-Shapiro).")
          .nullable(
              "conviction",
              DoubleType,
              "(1 − c/n) / (1 − confidence) (Brin et al. 1997); null where confidence is 1: infinite.")
          .atLeast(0)
          .nullable(
              "zhang",
              DoubleType,
              "Zhang's metric, −1 to 1; null where every basket holds one of the two.")
          .column(
              "kulczynski",
              DoubleType,
              "(x/a + x/c) / 2: mean of the confidences in both directions.")
          .within(0, 1)
          .column(
              "imbalance_ratio",
              DoubleType,
              "|a − c| / (a + c − x): 0 where both are equally frequent.")
          .within(0, 1)
          .column("cosine", DoubleType, "x / √(a·c).")
          .within(0, 1)
          .column(
              "jaccard",
              DoubleType,
              "x / (a + c − x): share of baskets with either that hold both.")
          .within(0, 1)
          .nullable(
              "certainty",
              DoubleType,
              "How much of the way from c/n to certainty the antecedent goes (Shortliffe & Buchanan); null where every basket holds the consequent.")
          .within(-1, 1)
          .nullable(
              "odds_ratio",
              DoubleType,
              "x(n − a − c + x) / ((a − x)(c − x)); null where infinite or undefined.")
          .atLeast(0)
          .nullable(
              "phi",
              DoubleType,
              "Correlation of the two as 0/1 columns; null where one is in every basket.")
          .nullable(
              "chi_square",
              DoubleType,
              "n·phi²: Pearson's χ² of the 2×2 table, one degree of freedom, descriptive.")
          .atLeast(0)
          .nullable(
              Columns.HYPER_LIFT,
              DoubleType,
              "x / the 99 % quantile of x under independence (Hahsler & Hornik 2007); null where that is 0.")
          .above(0)
          .column(
              Columns.FISHER_P,
              DoubleType,
              "Fisher's exact test, one-sided; descriptive, for it ignores basket sizes and customers; 0 below 1e-308.")
          .within(0, 1)
          .column(
              Columns.LOG10_P,
              DoubleType,
              "Decimal logarithm of the p-value: as many customers or more, if Poisson with mean E; of longer rules the largest of that and of each product's own contribution (Webb 2007), among all baskets (hypergeometric) and among baskets of equal size (Mantel & Haenszel 1959, times customers per order).")
          .column(
              Columns.Q_VALUE,
              DoubleType,
              "False discovery rate (Benjamini & Hochberg 1995) over all candidates of this length, found or not.")
          .within(0, 1)
          .column(
              Columns.IS_SIGNIFICANT,
              BooleanType,
              "q_value is at most false-discovery-rate / (max-length − 1).")
          .column(
              Columns.IMPROVEMENT,
              DoubleType,
              "confidence − the best confidence of a shorter antecedent, the empty one included (Bayardo et al. 2000).")
          .within(-1, 1)
          .column(
              Columns.IS_REDUNDANT,
              BooleanType,
              "A shorter antecedent, not empty, has at least the same confidence.")
          .column(
              Columns.IS_PRODUCTIVE,
              BooleanType,
              "improvement > 0: every product of the antecedent adds something (Webb 2007).")
          .nullable(
              Columns.ASSOCIATION_VALUE,
              DoubleType,
              "(lower bound of the unprompted confidence − unprompted c/n) × min(margin or price, value-cap), in the shop's currency: organic co-purchase, not the response to showing; null where no price is known.")
          .column(
              Columns.DRIFT,
              StringType,
              "Against the last published run of an earlier date: new, stronger or weaker (lift outside its former interval), same.")
          .oneOf("new", "stronger", "weaker", "same")
          .key(Columns.ANTECEDENT, Columns.CONSEQUENT)
          .references(Columns.ANTECEDENT, "frequent_itemsets", Columns.PRODUCTS)
          .build();

  private AssociationRules() {}
}

package io.tandem.table;

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
          .column(Columns.ORDER_COUNT_ANTECEDENT, LongType, "a: baskets with the antecedent.")
          .column(Columns.ORDER_COUNT_CONSEQUENT, LongType, "c: baskets with the consequent.")
          .column(Columns.ORDER_COUNT_BOTH, LongType, "x: baskets with both.")
          .column(Columns.SUPPORT, DoubleType, "x / n.")
          .column(
              Columns.CONFIDENCE,
              DoubleType,
              "x / a: share of baskets with the antecedent that hold the consequent.")
          .column(
              Columns.LIFT,
              DoubleType,
              "confidence / (c / n): times as often together as if the two were independent.")
          .column(
              "leverage",
              DoubleType,
              "x/n − (a/n)(c/n): share of baskets beyond independence (Piatetsky-Shapiro).")
          .nullable(
              "conviction",
              DoubleType,
              "(1 − c/n) / (1 − confidence) (Brin et al. 1997); null where confidence is 1: infinite.")
          .nullable(
              "zhang",
              DoubleType,
              "Zhang's metric, −1 to 1; null where every basket holds one of the two.")
          .column(
              "kulczynski",
              DoubleType,
              "(x/a + x/c) / 2: mean of the confidences in both directions.")
          .column(
              "imbalance_ratio",
              DoubleType,
              "|a − c| / (a + c − x): 0 where both are equally frequent.")
          .column("cosine", DoubleType, "x / √(a·c).")
          .column(
              "jaccard",
              DoubleType,
              "x / (a + c − x): share of baskets with either that hold both.")
          .nullable(
              "certainty",
              DoubleType,
              "How much of the way from c/n to certainty the antecedent goes (Shortliffe & Buchanan); null where every basket holds the consequent.")
          .nullable(
              "odds_ratio",
              DoubleType,
              "x(n − a − c + x) / ((a − x)(c − x)); null where infinite or undefined.")
          .nullable(
              "phi",
              DoubleType,
              "Correlation of the two as 0/1 columns; null where one is in every basket.")
          .nullable(
              "chi_square",
              DoubleType,
              "n·phi²: Pearson's χ² of the 2×2 table, one degree of freedom, descriptive.")
          .key(Columns.ANTECEDENT, Columns.CONSEQUENT)
          .build();

  private AssociationRules() {}
}

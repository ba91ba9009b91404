package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** What a product page shows under "frequently bought together". */
public final class FrequentlyBoughtTogether {
  public static final Table FREQUENTLY_BOUGHT_TOGETHER =
      Table.named("frequently_bought_together", "One product shown beside another, at one rank.")
          .column(
              Columns.PRODUCT_ID,
              StringType,
              "The product whose page it is, or a variant of one: it has its parent's list.")
          .column(Columns.RANK, IntegerType, "Position in the list, from 1.")
          .atLeast(1)
          .column(
              Columns.RECOMMENDED_PRODUCT_ID, StringType, "The product shown beside it; available.")
          .column(
              Columns.EVIDENCE_LEVEL,
              StringType,
              "What the row rests on: requires (curated), product (a rule between the two), variant_parent (a rule of the variant's parent), category (a rule between their categories), goes_with (curated).")
          .oneOf(
              Assortment.REQUIRES,
              Assortment.PRODUCT,
              "variant_parent",
              Assortment.CATEGORY,
              Assortment.GOES_WITH)
          .nullable(
              Columns.CONFIDENCE,
              DoubleType,
              "Of the rule product → recommended; null at every level but product.")
          .within(0, 1)
          .nullable(
              Columns.EVIDENCE_CONFIDENCE,
              DoubleType,
              "Confidence of the rule at the evidence's own level; null where curated.")
          .within(0, 1)
          .nullable(
              Columns.CONFIDENCE_LOWER,
              DoubleType,
              "95 % interval of evidence_confidence (Wilson), lower; null where curated.")
          .within(0, 1)
          .nullable(
              Columns.LIFT,
              DoubleType,
              "Of that rule: times as often together as if independent; null where curated.")
          .above(0)
          .nullable(
              Columns.SIZE_ADJUSTED_LIFT_LOWER,
              DoubleType,
              "Of that rule: lower bound of times as often as expected of baskets of these sizes; null where curated.")
          .atLeast(0)
          .nullable(
              Columns.ORDER_COUNT,
              LongType,
              "Baskets that hold both sides of that rule; null where curated.")
          .atLeast(1)
          .nullable(
              Columns.ASSOCIATION_VALUE,
              DoubleType,
              "Of that rule, in the shop's currency: what lists are ranked by unless set otherwise; null where curated or without a price.")
          .column(Columns.IS_PERSONALIZED, BooleanType, "false: the same for every customer.")
          .column(Columns.REASON, StringType, "The evidence in words.")
          .key(Columns.PRODUCT_ID, Columns.RANK)
          .lists(
              List.of(Columns.PRODUCT_ID),
              Columns.RECOMMENDED_PRODUCT_ID,
              Columns.ASSOCIATION_VALUE)
          .mayBeEmpty();

  private FrequentlyBoughtTogether() {}
}

package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** What a product page shows under "frequently bought together". */
public final class FrequentlyBoughtTogether {
  public static final Table FREQUENTLY_BOUGHT_TOGETHER =
      Table.named("frequently_bought_together", "One product shown beside another, at one rank.")
          .column(
              Columns.PRODUCT_ID,
              StringType,
              "The product whose page it is; variants stand as their parent.")
          .column(Columns.RANK, IntegerType, "Position in the list, from 1.")
          .column(
              Columns.RECOMMENDED_PRODUCT_ID, StringType, "The product shown beside it; available.")
          .column(
              Columns.EVIDENCE_LEVEL,
              StringType,
              "What the row rests on: product, a rule between the two products.")
          .nullable(
              Columns.CONFIDENCE,
              DoubleType,
              "Of the rule product → recommended; null above product level.")
          .column(
              Columns.EVIDENCE_CONFIDENCE, DoubleType, "Confidence at the evidence's own level.")
          .column(
              Columns.LIFT, DoubleType, "Times as often together as if the two were independent.")
          .column(Columns.ORDER_COUNT, LongType, "Baskets that hold both.")
          .column(Columns.IS_PERSONALIZED, BooleanType, "false: the same for every customer.")
          .column(Columns.REASON, StringType, "The evidence in words.")
          .key(Columns.PRODUCT_ID, Columns.RANK)
          .build();

  private FrequentlyBoughtTogether() {}
}

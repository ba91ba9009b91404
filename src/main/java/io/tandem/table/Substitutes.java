package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/** What is bought instead of a product rather than with it. */
public final class Substitutes {
  public static final Table SUBSTITUTES =
      Table.named(
              "substitutes",
              "One available product of the same category that is bought instead of another, at one rank.")
          .column(Columns.PRODUCT_ID, StringType, "The product.")
          .column(Columns.RANK, IntegerType, "Position in the list, from 1.")
          .atLeast(1)
          .column(Columns.SUBSTITUTE_PRODUCT_ID, StringType, "What is bought in its stead.")
          .column(
              Columns.YULES_Q,
              DoubleType,
              "Yule's Q of the two in baskets, −1 (never together) to 1 (never apart).")
          .within(-1, 1)
          .column(Columns.TOGETHER_COUNT, LongType, "Baskets that hold both.")
          .atLeast(0)
          .column(
              Columns.EXPECTED_ORDER_COUNT,
              DoubleType,
              "Baskets that would hold both if, among baskets of the same size, the two were independent.")
          .above(0)
          .column(
              Columns.Q_VALUE,
              DoubleType,
              "False discovery rate of calling them apart: as few baskets with both, if Poisson with the expected count, over all pairs of one category that could be judged.")
          .within(0, 1)
          .nullable(
              Columns.VIEWED_TOGETHER_COUNT,
              LongType,
              "Visits in which both were viewed: sessions, or a visitor's days where none is named; null while the shop has no events.")
          .atLeast(0)
          .column(Columns.IS_PERSONALIZED, BooleanType, "false: the same for every customer.")
          .column(Columns.REASON, StringType, "The evidence in words.")
          .key(Columns.PRODUCT_ID, Columns.RANK)
          .lists(List.of(Columns.PRODUCT_ID), Columns.SUBSTITUTE_PRODUCT_ID, Columns.YULES_Q)
          .mayBeEmpty();

  private Substitutes() {}
}

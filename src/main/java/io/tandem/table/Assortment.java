package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.StringType;

/**
 * One curated complement: what somebody who knows the goods says belongs with a product or a
 * category. Without this input only what customers did speaks for a complement.
 */
public final class Assortment {
  /** The scope is one product. */
  public static final String PRODUCT = "product";

  /** The scope is a category, with all that lies below its path. */
  public static final String CATEGORY = "category";

  /** The one is of no use without the other: a printer and its cartridges. */
  public static final String REQUIRES = "requires";

  /** The two suit each other. */
  public static final String GOES_WITH = "goes_with";

  public static final Table ASSORTMENT =
      Table.named("assortment", "One curated complement of a product or a category.")
          .column(Columns.SCOPE, StringType, "What it is said of: product or category.")
          .column(
              Columns.SCOPE_VALUE,
              StringType,
              "The product_id, or the category's path with all that lies below it.")
          .column(
              Columns.COMPLEMENT_SCOPE,
              StringType,
              "What belongs with it: one product, or a category.")
          .column(
              Columns.COMPLEMENT_VALUE,
              StringType,
              "The product_id or category's path of what belongs with it.")
          .column(
              Columns.RELATION,
              StringType,
              "requires (of no use without the complement) or goes_with.")
          .nullable(
              Columns.SOURCE,
              StringType,
              "Who says so, such as merchandiser or manufacturer; null: not said.")
          .key(
              Columns.SCOPE,
              Columns.SCOPE_VALUE,
              Columns.COMPLEMENT_SCOPE,
              Columns.COMPLEMENT_VALUE,
              Columns.RELATION)
          .build();

  private Assortment() {}
}

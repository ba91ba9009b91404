package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/**
 * One product of the catalogue. Without this input products have no titles and all are held
 * available.
 */
public final class Products {
  public static final Table PRODUCTS =
      Table.named("products", "One product, or one variant of a product.")
          .column(Columns.PRODUCT_ID, StringType, "The product.")
          .nullable(
              Columns.TITLE, StringType, "What customers read; null: the product_id is shown.")
          .nullable(
              Columns.CATEGORY, StringType, "Path in the catalogue, levels separated by a slash.")
          .nullable(Columns.BRAND, StringType, "Brand.")
          .nullable(Columns.LIST_PRICE, Types.MONEY, "Price of one piece today.")
          .nullable(Columns.UNIT_COST, Types.MONEY, "What one piece costs the shop.")
          .nullable(
              Columns.AVAILABLE,
              BooleanType,
              "Whether it can be bought today; null counts as true.")
          .nullable(
              Columns.PARENT_PRODUCT_ID,
              StringType,
              "The product that this is a variant of; null for none.")
          .nullable(Columns.ATTRIBUTES, Types.TEXT_MAP, "Such as gender, size, colour, material.")
          .nullable("description_facts", Types.TEXT_MAP, "Facts of the description by name.")
          .key(Columns.PRODUCT_ID)
          .build();

  private Products() {}
}

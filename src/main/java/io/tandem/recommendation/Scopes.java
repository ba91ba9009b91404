package io.tandem.recommendation;

import static io.tandem.table.Columns.AVAILABLE;
import static io.tandem.table.Columns.CATEGORY;
import static io.tandem.table.Columns.COUNTRY;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.SCOPE;
import static io.tandem.table.Columns.SCOPE_VALUE;
import static io.tandem.table.Columns.TASTE_SEGMENT;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.tandem.table.PopularProducts;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The parts of the shop that have lists of their own, the same for all their customers: the whole
 * shop, each category, each country and each taste segment.
 */
final class Scopes {
  /** What the customers of one country buy. */
  static final String COUNTRY_SCOPE = "country";

  private static final String PLACE = "place";

  /**
   * Each purchase once for every scope it belongs to: its columns, and available, scope,
   * scope_value. Purchases of what the catalogue does not know are left out; a guest has neither
   * country nor taste segment.
   *
   * @param purchases product_id, customer_id and any others
   * @param catalogue product_id, category, available
   * @param traits customer_id, country, taste_segment; either may be null
   */
  static Dataset<Row> of(Dataset<Row> purchases, Dataset<Row> catalogue, Dataset<Row> traits) {
    return purchases
        .join(catalogue.select(PRODUCT_ID, CATEGORY, AVAILABLE), PRODUCT_ID)
        .join(traits, new String[] {CUSTOMER_ID}, "left")
        .withColumn(PLACE, explode(scopes()))
        .withColumn(SCOPE, col(PLACE + "." + SCOPE))
        .withColumn(SCOPE_VALUE, col(PLACE + "." + SCOPE_VALUE))
        .where(col(SCOPE_VALUE).isNotNull())
        .drop(PLACE, CATEGORY, COUNTRY, TASTE_SEGMENT);
  }

  private static Column scopes() {
    return array(
        scope(PopularProducts.GLOBAL, lit("all")),
        scope("category", col(CATEGORY)),
        scope(COUNTRY_SCOPE, col(COUNTRY)),
        scope(TASTE_SEGMENT, col(TASTE_SEGMENT)));
  }

  private static Column scope(String scope, Column value) {
    return struct(lit(scope).as(SCOPE), value.as(SCOPE_VALUE));
  }

  private Scopes() {}
}

package io.tandem.catalogue;

import static io.tandem.table.Columns.AVAILABLE;
import static io.tandem.table.Columns.CATEGORY;
import static io.tandem.table.Columns.PARENT_PRODUCT_ID;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.TITLE;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * What the shop sells: which product a variant belongs to, and what a page needs to know to show
 * it.
 */
public final class Catalogue {
  private static final String SOLD_AS = "sold_as";

  private final Optional<Dataset<Row>> products;
  private final Dataset<Row> shown;

  private Catalogue(Optional<Dataset<Row>> products, Dataset<Row> shown) {
    this.products = products;
    this.shown = shown;
  }

  /**
   * From the input {@code products}, or, where the shop has none, from what was ordered: then all
   * is available.
   */
  public static Catalogue of(Optional<Dataset<Row>> products, Dataset<Row> orderLines) {
    // Some exports name a product as its own parent.
    Column parent = nullif(col(PARENT_PRODUCT_ID), col(PRODUCT_ID));
    Optional<Dataset<Row>> cleaned =
        products.map(rows -> rows.withColumn(PARENT_PRODUCT_ID, parent));
    Dataset<Row> shown =
        cleaned
            .map(Catalogue::shown)
            .orElseGet(
                () ->
                    orderLines
                        .select(
                            col(PRODUCT_ID),
                            col(PRODUCT_ID).as(TITLE),
                            lit(null).cast(DataTypes.StringType).as(CATEGORY),
                            lit(true).as(AVAILABLE))
                        .distinct());
    return new Catalogue(cleaned, shown);
  }

  /**
   * One row per product as it is shown: product_id, title, category, available. A parent is
   * available while any of its variants is.
   */
  public Dataset<Row> shown() {
    return shown;
  }

  /** The same rows with the parent's id in the place of a variant's. */
  public Dataset<Row> soldAs(Dataset<Row> lines) {
    if (products.isEmpty()) {
      return lines;
    }
    Dataset<Row> parents =
        products
            .get()
            .where(col(PARENT_PRODUCT_ID).isNotNull())
            .select(col(PRODUCT_ID), col(PARENT_PRODUCT_ID).as(SOLD_AS));
    return lines
        .join(parents, lines.col(PRODUCT_ID).equalTo(parents.col(PRODUCT_ID)), "left")
        .drop(parents.col(PRODUCT_ID))
        .withColumn(PRODUCT_ID, coalesce(col(SOLD_AS), col(PRODUCT_ID)))
        .drop(SOLD_AS);
  }

  private static Dataset<Row> shown(Dataset<Row> products) {
    Column isParent = col(PARENT_PRODUCT_ID).isNull();
    Column inStock = coalesce(col(AVAILABLE), lit(true));
    // The parent's own row speaks first; without one, the variant with the smallest id does.
    Column speaksFirst = struct(when(isParent, 0).otherwise(1), col(PRODUCT_ID));
    Column anyVariantInStock = max(when(isParent, lit(null)).otherwise(inStock));
    Column itselfInStock = max(when(isParent, inStock));
    return products
        .withColumn(SOLD_AS, coalesce(col(PARENT_PRODUCT_ID), col(PRODUCT_ID)))
        .groupBy(col(SOLD_AS))
        .agg(
            min_by(coalesce(col(TITLE), col(PRODUCT_ID)), speaksFirst).as(TITLE),
            min_by(col(CATEGORY), speaksFirst).as(CATEGORY),
            coalesce(anyVariantInStock, itselfInStock).as(AVAILABLE))
        .select(col(SOLD_AS).as(PRODUCT_ID), col(TITLE), col(CATEGORY), col(AVAILABLE));
  }
}

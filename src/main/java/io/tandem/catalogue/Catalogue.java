package io.tandem.catalogue;

import static io.tandem.table.Columns.AVAILABLE;
import static io.tandem.table.Columns.CATEGORY;
import static io.tandem.table.Columns.LIST_PRICE;
import static io.tandem.table.Columns.MARGIN;
import static io.tandem.table.Columns.PARENT_PRODUCT_ID;
import static io.tandem.table.Columns.PRICE;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.QUANTITY;
import static io.tandem.table.Columns.STATUS;
import static io.tandem.table.Columns.TITLE;
import static io.tandem.table.Columns.UNIT_COST;
import static io.tandem.table.Columns.UNIT_PRICE;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tandem.table.OrderLines;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * What the shop sells: which product a variant belongs to, and what a page needs to know to show
 * it.
 */
public final class Catalogue {
  private static final String SOLD_AS = "sold_as";
  private static final String VARIANT = "variant";
  private static final String PRICE_PAID = "price_paid";

  private final Dataset<Row> variants;
  private final Dataset<Row> shown;

  private Catalogue(Dataset<Row> variants, Dataset<Row> shown) {
    this.variants = variants;
    this.shown = shown;
  }

  /**
   * From the input {@code products}, or, where the shop has none, from what was ordered: then all
   * is available, and costs what was paid.
   */
  public static Catalogue of(Optional<Dataset<Row>> products, Dataset<Row> orderLines) {
    // Some exports name a product as its own parent.
    Column parent = nullif(col(PARENT_PRODUCT_ID), col(PRODUCT_ID));
    return products
        .map(rows -> listed(rows.withColumn(PARENT_PRODUCT_ID, parent), orderLines))
        .orElseGet(() -> unlisted(orderLines));
  }

  /**
   * One row per product as it is shown: product_id, title, category, available, price, margin.
   *
   * <p>A parent is available while any of its variants is. The price of one piece is the list
   * price, a parent's own or else that of its first variant that has one; without a list price it
   * is the mean that was paid for a piece, and null where none was sold. The margin is list price
   * less cost, null where either is not known.
   */
  public Dataset<Row> shown() {
    return shown;
  }

  /** One row per variant: product_id, parent_product_id. Parents are not variants of themselves. */
  public Dataset<Row> variants() {
    return variants;
  }

  /**
   * The same order lines or events with the parent's id in the place of a variant's; a search has
   * none.
   */
  public Dataset<Row> soldAs(Dataset<Row> rows) {
    return soldAs(rows, variants);
  }

  private static Catalogue listed(Dataset<Row> products, Dataset<Row> orderLines) {
    Dataset<Row> variants =
        products
            .where(col(PARENT_PRODUCT_ID).isNotNull())
            .select(col(PRODUCT_ID), col(PARENT_PRODUCT_ID));
    Dataset<Row> paid =
        soldAs(orderLines, variants).groupBy(PRODUCT_ID).agg(pricePaid().as(PRICE_PAID));
    Dataset<Row> shown =
        folded(products)
            .join(paid, new String[] {PRODUCT_ID}, "left")
            .select(
                col(PRODUCT_ID),
                col(TITLE),
                col(CATEGORY),
                col(AVAILABLE),
                coalesce(col(PRICE), col(PRICE_PAID)).as(PRICE),
                col(MARGIN));
    return new Catalogue(variants, shown);
  }

  private static Catalogue unlisted(Dataset<Row> orderLines) {
    Dataset<Row> variants =
        orderLines
            .where(lit(false))
            .select(col(PRODUCT_ID), nothing(DataTypes.StringType).as(PARENT_PRODUCT_ID));
    Dataset<Row> shown =
        orderLines
            .groupBy(PRODUCT_ID)
            .agg(pricePaid().as(PRICE))
            .select(
                col(PRODUCT_ID),
                col(PRODUCT_ID).as(TITLE),
                nothing(DataTypes.StringType).as(CATEGORY),
                lit(true).as(AVAILABLE),
                col(PRICE),
                nothing(DataTypes.DoubleType).as(MARGIN));
    return new Catalogue(variants, shown);
  }

  private static Dataset<Row> soldAs(Dataset<Row> lines, Dataset<Row> variants) {
    Dataset<Row> parents =
        variants.select(col(PRODUCT_ID).as(VARIANT), col(PARENT_PRODUCT_ID).as(SOLD_AS));
    return lines
        .join(parents, col(PRODUCT_ID).equalTo(col(VARIANT)), "left")
        .withColumn(PRODUCT_ID, coalesce(col(SOLD_AS), col(PRODUCT_ID)))
        .drop(VARIANT, SOLD_AS);
  }

  private static Dataset<Row> folded(Dataset<Row> products) {
    Column isParent = col(PARENT_PRODUCT_ID).isNull();
    Column inStock = coalesce(col(AVAILABLE), lit(true));
    // The parent's own row speaks first; without one, the variant with the smallest id does.
    Column speaksFirst = struct(when(isParent, 0).otherwise(1), col(PRODUCT_ID));
    Column namesPriceFirst = when(col(LIST_PRICE).isNotNull(), speaksFirst);
    Column anyVariantInStock = max(when(isParent, lit(null)).otherwise(inStock));
    Column itselfInStock = max(when(isParent, inStock));
    return products
        .withColumn(SOLD_AS, coalesce(col(PARENT_PRODUCT_ID), col(PRODUCT_ID)))
        .groupBy(col(SOLD_AS))
        .agg(
            min_by(coalesce(col(TITLE), col(PRODUCT_ID)), speaksFirst).as(TITLE),
            min_by(col(CATEGORY), speaksFirst).as(CATEGORY),
            coalesce(anyVariantInStock, itselfInStock).as(AVAILABLE),
            min_by(col(LIST_PRICE), namesPriceFirst).cast("double").as(PRICE),
            min_by(col(LIST_PRICE).minus(col(UNIT_COST)), namesPriceFirst)
                .cast("double")
                .as(MARGIN))
        .withColumnRenamed(SOLD_AS, PRODUCT_ID);
  }

  /** Decimals are added up before they become a double: the order of the lines does not matter. */
  private static Column pricePaid() {
    Column completed = col(STATUS).equalTo(OrderLines.COMPLETED);
    Column paid = sum(when(completed, col(UNIT_PRICE).multiply(col(QUANTITY))));
    return paid.cast("double").divide(sum(when(completed, col(QUANTITY))));
  }

  private static Column nothing(DataType type) {
    return lit(null).cast(type);
  }
}

package io.tandem.basket;

import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.AVAILABLE;
import static io.tandem.table.Columns.CATEGORY;
import static io.tandem.table.Columns.PARENT_PRODUCT_ID;
import static io.tandem.table.Columns.PRICE;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RECOMMENDED_PRODUCT_ID;
import static io.tandem.table.Columns.TITLE;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The pages that lists are made for, and the products that may stand on them. */
final class Pages {
  /** The product that the page's evidence is about: the parent of a variant, else the same. */
  static final String SOLD_AS = "sold_as";

  static final String PAGE_TITLE = "page_title";
  static final String PAGE_PRICE = "page_price";

  /** The category of the page's product and all above it. */
  static final String PAGE_CATEGORIES = "page_categories";

  static final String SHOWN_TITLE = "shown_title";
  static final String SHOWN_PRICE = "shown_price";

  /**
   * One row per page: product_id, sold_as, page_title, page_price, page_categories. Every product
   * of the catalogue has one, in stock or not, for what goes with it may be; so has a product that
   * only rules know; and so has every variant, as its parent would.
   */
  static Dataset<Row> of(PageEvidence evidence) {
    Column itself = col(PRODUCT_ID).as(SOLD_AS);
    Dataset<Row> products =
        evidence
            .catalogue()
            .select(
                col(PRODUCT_ID).as(SOLD_AS),
                col(TITLE).as(PAGE_TITLE),
                col(PRICE).as(PAGE_PRICE),
                col(CATEGORY));
    Dataset<Row> ruled =
        evidence
            .rules()
            .where(size(col(ANTECEDENT)).equalTo(1))
            .select(element_at(col(ANTECEDENT), 1).as(PRODUCT_ID));
    // A variant that is sold as a product of its own has the page of that.
    Column ownFirst = struct(col(SOLD_AS).notEqual(col(PRODUCT_ID)), col(SOLD_AS));
    return evidence
        .catalogue()
        .select(col(PRODUCT_ID), itself)
        .union(ruled.select(col(PRODUCT_ID), itself))
        .union(evidence.variants().select(col(PRODUCT_ID), col(PARENT_PRODUCT_ID)))
        .groupBy(PRODUCT_ID)
        .agg(min_by(col(SOLD_AS), ownFirst).as(SOLD_AS))
        .join(products, new String[] {SOLD_AS}, "left")
        .select(
            col(PRODUCT_ID),
            col(SOLD_AS),
            coalesce(col(PAGE_TITLE), col(SOLD_AS)).as(PAGE_TITLE),
            col(PAGE_PRICE),
            CategoryPaths.of(col(CATEGORY)).as(PAGE_CATEGORIES));
  }

  /** The products that may be shown: recommended_product_id, shown_title, shown_price. */
  static Dataset<Row> available(PageEvidence evidence) {
    return evidence
        .catalogue()
        .where(col(AVAILABLE))
        .select(
            col(PRODUCT_ID).as(RECOMMENDED_PRODUCT_ID),
            col(TITLE).as(SHOWN_TITLE),
            col(PRICE).as(SHOWN_PRICE));
  }

  private Pages() {}
}

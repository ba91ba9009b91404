package io.tandem.basket;

import static io.tandem.basket.Bestsellers.BESTSELLERS;
import static io.tandem.basket.Pages.PAGE_CATEGORIES;
import static io.tandem.basket.Pages.PAGE_TITLE;
import static io.tandem.basket.Pages.SOLD_AS;
import static io.tandem.table.Columns.AVAILABLE;
import static io.tandem.table.Columns.CATEGORY;
import static io.tandem.table.Columns.COMPLEMENT_SCOPE;
import static io.tandem.table.Columns.COMPLEMENT_VALUE;
import static io.tandem.table.Columns.EVIDENCE_LEVEL;
import static io.tandem.table.Columns.PARENT_PRODUCT_ID;
import static io.tandem.table.Columns.PRICE;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.RECOMMENDED_PRODUCT_ID;
import static io.tandem.table.Columns.RELATION;
import static io.tandem.table.Columns.SCOPE;
import static io.tandem.table.Columns.SCOPE_VALUE;
import static io.tandem.table.Columns.SOURCE;
import static io.tandem.table.Columns.TITLE;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.tandem.table.Assortment;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What somebody who knows the goods says belongs on a page: available products at any price, a
 * category standing for its bestseller.
 */
final class CuratedForPages {
  /** How closely the curator spoke of this very page: the product, else the deeper category. */
  static final String NEARNESS = "nearness";

  private static final String PRODUCT = "product";
  private static final String BEST = "best";

  /** Rows of the levels {@code requires} and {@code goes_with}. */
  static Dataset<Row> of(Dataset<Row> assortment, PageEvidence evidence, Dataset<Row> pages) {
    Column requires = col(RELATION).equalTo(Assortment.REQUIRES);
    Column goesWith = col(RELATION).equalTo(Assortment.GOES_WITH);
    Column nearness =
        when(col(SCOPE).equalTo(PRODUCT), Integer.MAX_VALUE)
            .otherwise(CategoryPaths.depth(col(SCOPE_VALUE)));
    return assortment
        .where(requires.or(goesWith))
        .join(scopes(pages), new String[] {SCOPE, SCOPE_VALUE}, "inner")
        .join(complements(evidence), new String[] {COMPLEMENT_SCOPE, COMPLEMENT_VALUE}, "inner")
        .withColumn(BEST, Bestsellers.otherThan(col(SOLD_AS)))
        .where(col(BEST).isNotNull())
        .select(
            col(PRODUCT_ID),
            col(SOLD_AS),
            col(BEST).getField(PRODUCT_ID).as(RECOMMENDED_PRODUCT_ID),
            col(RELATION).as(EVIDENCE_LEVEL),
            nearness.as(NEARNESS),
            reason(requires).as(REASON));
  }

  /** Each page once per thing that a curator may have called it: its id, its parent, categories. */
  private static Dataset<Row> scopes(Dataset<Row> pages) {
    Column ids = array(scope(PRODUCT, col(PRODUCT_ID)), scope(PRODUCT, col(SOLD_AS)));
    Column categories = transform(col(PAGE_CATEGORIES), path -> scope(CATEGORY, path));
    return pages
        .select(
            col(PRODUCT_ID),
            col(SOLD_AS),
            col(PAGE_TITLE),
            explode(array_union(ids, categories)).as(SCOPE))
        .select(
            col(PRODUCT_ID),
            col(SOLD_AS),
            col(PAGE_TITLE),
            col(SCOPE).getField(SCOPE).as(SCOPE),
            col(SCOPE).getField(SCOPE_VALUE).as(SCOPE_VALUE));
  }

  private static Column scope(String scope, Column value) {
    return struct(lit(scope).as(SCOPE), value.as(SCOPE_VALUE));
  }

  /**
   * What a curator may name as a complement, with the products that stand for it, best first: a
   * product or variant as itself or its parent, a category as its bestsellers.
   */
  private static Dataset<Row> complements(PageEvidence evidence) {
    Dataset<Row> available =
        evidence.catalogue().where(col(AVAILABLE)).select(PRODUCT_ID, TITLE, PRICE);
    Column itself = array(Bestsellers.product(lit(1))).as(BESTSELLERS);
    Dataset<Row> products =
        available.select(
            lit(PRODUCT).as(COMPLEMENT_SCOPE), col(PRODUCT_ID).as(COMPLEMENT_VALUE), itself);
    Dataset<Row> variants =
        evidence
            .variants()
            .select(col(PRODUCT_ID).as(COMPLEMENT_VALUE), col(PARENT_PRODUCT_ID).as(PRODUCT_ID))
            .join(available, PRODUCT_ID)
            .select(lit(PRODUCT).as(COMPLEMENT_SCOPE), col(COMPLEMENT_VALUE), itself);
    Dataset<Row> categories =
        Bestsellers.of(evidence.baskets(), evidence.catalogue())
            .select(
                lit(CATEGORY).as(COMPLEMENT_SCOPE),
                col(CATEGORY).as(COMPLEMENT_VALUE),
                col(BESTSELLERS));
    return products.union(variants).union(categories);
  }

  private static Column reason(Column requires) {
    Column saidBy =
        when(col(SOURCE).isNotNull(), format_string(" (source: %s)", col(SOURCE))).otherwise("");
    Column standsFor =
        when(
                col(COMPLEMENT_SCOPE).equalTo(CATEGORY),
                format_string(", the bestseller of %s", col(COMPLEMENT_VALUE)))
            .otherwise("");
    return format_string(
        "Curated%s: %s %s %s%s.",
        saidBy,
        col(PAGE_TITLE),
        when(requires, "needs").otherwise("goes with"),
        col(BEST).getField(TITLE),
        standsFor);
  }

  private CuratedForPages() {}
}

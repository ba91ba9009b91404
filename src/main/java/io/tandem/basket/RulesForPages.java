package io.tandem.basket;

import static io.tandem.basket.Pages.PAGE_CATEGORIES;
import static io.tandem.basket.Pages.PAGE_PRICE;
import static io.tandem.basket.Pages.PAGE_TITLE;
import static io.tandem.basket.Pages.SHOWN_PRICE;
import static io.tandem.basket.Pages.SHOWN_TITLE;
import static io.tandem.basket.Pages.SOLD_AS;
import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.ASSOCIATION_VALUE;
import static io.tandem.table.Columns.CATEGORY;
import static io.tandem.table.Columns.CONFIDENCE;
import static io.tandem.table.Columns.CONFIDENCE_LOWER;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.Columns.EVIDENCE_CONFIDENCE;
import static io.tandem.table.Columns.EVIDENCE_LEVEL;
import static io.tandem.table.Columns.LIFT;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.ORDER_COUNT_BOTH;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.RECOMMENDED_PRODUCT_ID;
import static io.tandem.table.Columns.SIZE_ADJUSTED_LIFT;
import static io.tandem.table.Columns.SIZE_ADJUSTED_LIFT_LOWER;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What customers' baskets say belongs on a page: trusted rules of the product, and of its
 * categories, to products that are available and not dearer than the page bears.
 */
final class RulesForPages {
  private static final String PAGE_CATEGORY = "page_category";
  private static final String BEST = "best";

  /** Rules between products; a variant's page has its parent's. */
  static Dataset<Row> betweenProducts(
      PageEvidence evidence, Dataset<Row> pages, FrequentlyBoughtTogetherSettings settings) {
    Column limit = col(PAGE_PRICE).multiply(settings.ranking().maxPriceRatio());
    Column isTooDear = col(SHOWN_PRICE).gt(limit);
    Column isVariant = col(PRODUCT_ID).notEqual(col(SOLD_AS));
    return trusted(evidence.rules(), SOLD_AS, RECOMMENDED_PRODUCT_ID, settings)
        .join(pages, SOLD_AS)
        .join(Pages.available(evidence), RECOMMENDED_PRODUCT_ID)
        .where(isTooDear.isNull().or(not(isTooDear)))
        .withColumn(
            EVIDENCE_LEVEL,
            when(isVariant, EvidenceLevel.VARIANT_PARENT.named())
                .otherwise(EvidenceLevel.PRODUCT.named()))
        .withColumn(REASON, when(isVariant, reasonOfVariant()).otherwise(reasonOfProduct()));
  }

  /**
   * Rules between categories, to the best sold product of the other category. A rule to a category
   * that the page's product is in itself says nothing about what goes with it.
   */
  static Dataset<Row> betweenCategories(
      PageEvidence evidence, Dataset<Row> pages, FrequentlyBoughtTogetherSettings settings) {
    Column limit = col(PAGE_PRICE).multiply(settings.ranking().maxPriceRatio());
    return trusted(evidence.categoryRules(), PAGE_CATEGORY, CATEGORY, settings)
        .join(pages.withColumn(PAGE_CATEGORY, explode(col(PAGE_CATEGORIES))), PAGE_CATEGORY)
        .where(not(array_contains(col(PAGE_CATEGORIES), col(CATEGORY))))
        .join(Bestsellers.of(evidence.baskets(), evidence.catalogue()), CATEGORY)
        .withColumn(BEST, Bestsellers.within(limit))
        .where(col(BEST).isNotNull())
        .withColumn(RECOMMENDED_PRODUCT_ID, col(BEST).getField(PRODUCT_ID))
        .withColumn(EVIDENCE_LEVEL, EvidenceLevel.CATEGORY.named())
        .withColumn(REASON, reasonOfCategory());
  }

  private static Dataset<Row> trusted(
      Dataset<Row> rules,
      String antecedent,
      String consequent,
      FrequentlyBoughtTogetherSettings settings) {
    return rules
        .where(size(col(ANTECEDENT)).equalTo(1).and(Trusted.under(settings)))
        .select(
            element_at(col(ANTECEDENT), 1).as(antecedent),
            col(CONSEQUENT).as(consequent),
            col(CONFIDENCE).as(EVIDENCE_CONFIDENCE),
            col(CONFIDENCE_LOWER),
            col(LIFT),
            col(SIZE_ADJUSTED_LIFT),
            col(SIZE_ADJUSTED_LIFT_LOWER),
            col(ORDER_COUNT_BOTH).as(ORDER_COUNT),
            col(CUSTOMER_COUNT),
            col(ASSOCIATION_VALUE));
  }

  private static Column reasonOfProduct() {
    return reason(
        "%,d orders by %,d customers hold both; %.1f %% of the orders with %s also hold %s, %.1f times as often as expected.",
        col(PAGE_TITLE), col(SHOWN_TITLE));
  }

  private static Column reasonOfVariant() {
    return reason(
        "%,d orders by %,d customers hold both; %.1f %% of the orders with %s in any variant also hold %s, %.1f times as often as expected.",
        col(PAGE_TITLE), col(SHOWN_TITLE));
  }

  private static Column reasonOfCategory() {
    return format_string(
        "Bestseller of %s in this price range: %s",
        col(CATEGORY),
        reason(
            "%,d orders by %,d customers hold products of both categories; %.1f %% of the orders with %s also hold %s, %.1f times as often as expected.",
            col(PAGE_CATEGORY), col(CATEGORY)));
  }

  private static Column reason(String words, Column from, Column to) {
    return format_string(
        words,
        col(ORDER_COUNT),
        col(CUSTOMER_COUNT),
        col(EVIDENCE_CONFIDENCE).multiply(100),
        from,
        to,
        col(SIZE_ADJUSTED_LIFT));
  }

  private RulesForPages() {}
}

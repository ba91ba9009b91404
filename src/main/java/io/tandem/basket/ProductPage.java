package io.tandem.basket;

import static io.tandem.basket.CuratedForPages.NEARNESS;
import static io.tandem.basket.Pages.SOLD_AS;
import static io.tandem.table.Columns.ASSOCIATION_VALUE;
import static io.tandem.table.Columns.CONFIDENCE;
import static io.tandem.table.Columns.CONFIDENCE_LOWER;
import static io.tandem.table.Columns.EVIDENCE_CONFIDENCE;
import static io.tandem.table.Columns.EVIDENCE_LEVEL;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.LIFT;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.RECOMMENDED_PRODUCT_ID;
import static io.tandem.table.Columns.SIZE_ADJUSTED_LIFT;
import static io.tandem.table.Columns.SIZE_ADJUSTED_LIFT_LOWER;
import static io.tandem.table.Columns.SUBSTITUTE_PRODUCT_ID;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.tandem.basket.FrequentlyBoughtTogetherSettings.Ranking;
import io.tandem.table.FrequentlyBoughtTogether;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What a product page shows beside a product: first the curated products that it is of no use
 * without, then what the best evidence names that there is. That is the product's own rules; where
 * these name nothing, the rules of its categories; where these do not either, what a curator says
 * goes with it; else nothing. What merely sells well is never shown.
 */
public final class ProductPage {
  private static final String STEP = "step";
  private static final String FIRST_STEP = "first_step";
  private static final String MENTION = "mention";

  /** The rows of {@code frequently_bought_together}. */
  public static Dataset<Row> from(
      PageEvidence evidence, FrequentlyBoughtTogetherSettings settings) {
    Column[] bestFirst = bestFirst(settings.ranking().by());
    Column mention =
        row_number()
            .over(Window.partitionBy(PRODUCT_ID, RECOMMENDED_PRODUCT_ID).orderBy(bestFirst));
    Column firstStep = min(when(col(STEP).gt(0), col(STEP))).over(Window.partitionBy(PRODUCT_ID));
    Column rank = row_number().over(Window.partitionBy(PRODUCT_ID).orderBy(bestFirst));
    Column isOfProduct = col(EVIDENCE_LEVEL).equalTo(EvidenceLevel.PRODUCT.named());
    return candidates(evidence, settings)
        .where(col(RECOMMENDED_PRODUCT_ID).notEqual(col(SOLD_AS)))
        .withColumn(STEP, EvidenceLevel.step(col(EVIDENCE_LEVEL)))
        // Partitioned once for all three windows.
        .repartition(col(PRODUCT_ID))
        .withColumn(MENTION, mention)
        .where(col(MENTION).equalTo(1))
        .withColumn(FIRST_STEP, firstStep)
        .where(col(STEP).equalTo(0).or(col(STEP).equalTo(col(FIRST_STEP))))
        .withColumn(RANK, rank)
        .where(col(RANK).leq(settings.listLength()))
        .withColumn(CONFIDENCE, when(isOfProduct, col(EVIDENCE_CONFIDENCE)))
        .withColumn(IS_PERSONALIZED, lit(false))
        .transform(FrequentlyBoughtTogether.FREQUENTLY_BOUGHT_TOGETHER::shape);
  }

  /** All that any evidence names for a page, at every level. */
  private static Dataset<Row> candidates(
      PageEvidence evidence, FrequentlyBoughtTogetherSettings settings) {
    Dataset<Row> pages = Pages.of(evidence);
    Dataset<Row> substitutes =
        evidence
            .substitutes()
            .select(
                col(PRODUCT_ID).as(SOLD_AS), col(SUBSTITUTE_PRODUCT_ID).as(RECOMMENDED_PRODUCT_ID));
    Dataset<Row> ruled =
        shaped(RulesForPages.betweenProducts(evidence, pages, settings))
            .union(shaped(RulesForPages.betweenCategories(evidence, pages, settings)))
            .join(substitutes, new String[] {SOLD_AS, RECOMMENDED_PRODUCT_ID}, "left_anti")
            .withColumn(NEARNESS, lit(null).cast("int"));
    return evidence
        .assortment()
        .map(rows -> ruled.unionByName(CuratedForPages.of(rows, evidence, pages), true))
        .orElse(ruled);
  }

  private static Dataset<Row> shaped(Dataset<Row> rows) {
    return rows.select(
        PRODUCT_ID,
        SOLD_AS,
        RECOMMENDED_PRODUCT_ID,
        EVIDENCE_LEVEL,
        EVIDENCE_CONFIDENCE,
        CONFIDENCE_LOWER,
        LIFT,
        SIZE_ADJUSTED_LIFT,
        SIZE_ADJUSTED_LIFT_LOWER,
        ORDER_COUNT,
        ASSOCIATION_VALUE,
        REASON);
  }

  private static Column[] bestFirst(Ranking.Measure measure) {
    return new Column[] {
      col(STEP),
      col(NEARNESS).desc_nulls_last(),
      col(column(measure)).desc_nulls_last(),
      col(CONFIDENCE_LOWER).desc_nulls_last(),
      col(LIFT).desc_nulls_last(),
      col(ORDER_COUNT).desc_nulls_last(),
      col(RECOMMENDED_PRODUCT_ID),
      col(REASON)
    };
  }

  private static String column(Ranking.Measure measure) {
    return switch (measure) {
      case ASSOCIATION_VALUE -> ASSOCIATION_VALUE;
      case CONFIDENCE -> EVIDENCE_CONFIDENCE;
      case LIFT -> LIFT;
      case SIZE_ADJUSTED_LIFT -> SIZE_ADJUSTED_LIFT;
    };
  }

  private ProductPage() {}
}

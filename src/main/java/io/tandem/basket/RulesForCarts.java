package io.tandem.basket;

import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.CATEGORY;
import static io.tandem.table.Columns.CONFIDENCE;
import static io.tandem.table.Columns.CONFIDENCE_LOWER;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.EVIDENCE_LEVEL;
import static io.tandem.table.Columns.IS_PRODUCTIVE;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.ORDER_ID;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.RECOMMENDED_PRODUCT_ID;
import static io.tandem.table.Columns.SCORE;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * What the published rules have to say to a whole cart: as {@link CartCompleter}, for many carts at
 * a time, and with what the cart's categories name after what its products name.
 *
 * <p>A product that several rules name counts by the surest of them, the highest lower bound of the
 * confidence. Where trusted rules between products name too few, the cart's categories fill up: a
 * rule names the bestsellers of the category it leads to, and a category whose products are bought
 * with each other its own. They stand by the lower bound times the share of the category's sales
 * that a product has, which is how likely a piece of the category is to be this one. What merely
 * sells well is never named.
 *
 * <p>A rule between categories fills up where it is more than chance, by size and by season; it
 * need not reach what a page asks of it. Its lift is a mean over all pairs of their products, of
 * which most have nothing to do with each other, and what it names stands behind all that trusted
 * rules between products name.
 */
public final class RulesForCarts {
  /** Evidence levels that guesses can have. */
  public static final List<String> EVIDENCE_LEVELS =
      List.of(EvidenceLevel.PRODUCT.inWords(), EvidenceLevel.CATEGORY.inWords());

  private static final String HELD = "held";
  private static final String STEP = "step";
  private static final String BEST = "best";
  private static final String HELD_CATEGORY = "held_category";
  private static final String SHARE = "share";

  private final Dataset<Row> rules;
  private final Dataset<Row> companions;
  private final Dataset<Row> categoryRules;
  private final Dataset<Row> bestsellers;
  private final Dataset<Row> categories;
  private final int length;

  /**
   * @param rules as of {@link Associations#rules()}
   * @param categoryRules as of {@link CategoryRules#rows()}
   * @param baskets as of {@link Baskets}: what is known to sell
   * @param catalogue product_id, category
   * @param length most products per cart
   */
  public RulesForCarts(
      Dataset<Row> rules,
      Dataset<Row> categoryRules,
      Dataset<Row> baskets,
      Dataset<Row> catalogue,
      int length,
      FrequentlyBoughtTogetherSettings settings) {
    this.rules = rules.where(Trusted.under(settings));
    this.categoryRules = categoryRules.where(Trusted.moreThanChance(settings));
    this.categories =
        catalogue.where(col(CATEGORY).isNotNull()).select(col(PRODUCT_ID), col(CATEGORY));
    this.companions = CategoryCompanions.trusted(baskets, categories, settings);
    // Twice as many as are named, because the cart may hold some.
    this.bestsellers = bestsellers(baskets, categories, 2 * length);
    this.length = length;
  }

  /** Carts (order_id, products) → order_id, rank, product_id, evidence_level. */
  public Dataset<Row> guesses(Dataset<Row> carts) {
    Column[] bestFirst = {col(STEP), col(SCORE).desc(), col(PRODUCT_ID)};
    return ofProducts(carts)
        .unionByName(ofCategories(carts))
        .groupBy(ORDER_ID, PRODUCT_ID)
        .agg(min_by(struct(STEP, SCORE, EVIDENCE_LEVEL), col(STEP)).as(BEST))
        .select(col(ORDER_ID), col(PRODUCT_ID), col(BEST + ".*"))
        .withColumn(RANK, row_number().over(Window.partitionBy(ORDER_ID).orderBy(bestFirst)))
        .where(col(RANK).leq(length))
        .select(ORDER_ID, RANK, PRODUCT_ID, EVIDENCE_LEVEL);
  }

  /**
   * What pair rules promise: product_id, rank (by the same order as in carts), {@code
   * recommended_product_id}, confidence.
   */
  public Dataset<Row> promises() {
    WindowSpec surest =
        Window.partitionBy(PRODUCT_ID)
            .orderBy(col(CONFIDENCE_LOWER).desc(), col(RECOMMENDED_PRODUCT_ID));
    return rules
        .where(size(col(ANTECEDENT)).equalTo(1))
        .select(
            element_at(col(ANTECEDENT), 1).as(PRODUCT_ID),
            col(CONSEQUENT).as(RECOMMENDED_PRODUCT_ID),
            col(CONFIDENCE),
            col(CONFIDENCE_LOWER))
        .withColumn(RANK, row_number().over(surest))
        .drop(CONFIDENCE_LOWER);
  }

  private Dataset<Row> ofProducts(Dataset<Row> carts) {
    Column isPair = size(col(ANTECEDENT)).equalTo(1);
    Column isShownInCarts = size(col(ANTECEDENT)).leq(3).and(col(IS_PRODUCTIVE));
    // A rule waits at one product of its antecedent for the carts that hold it.
    Dataset<Row> filed =
        rules
            .where(isPair.or(isShownInCarts))
            .select(
                element_at(col(ANTECEDENT), 1).as(HELD),
                col(ANTECEDENT),
                col(CONSEQUENT).as(PRODUCT_ID),
                col(CONFIDENCE_LOWER));
    Column applies = size(array_except(col(ANTECEDENT), col(PRODUCTS))).equalTo(0);
    return carts
        .select(col(ORDER_ID), col(PRODUCTS), explode(col(PRODUCTS)).as(HELD))
        .join(filed, HELD)
        .where(applies.and(not(isInCart())))
        .groupBy(ORDER_ID, PRODUCT_ID)
        .agg(max(CONFIDENCE_LOWER).as(SCORE))
        .withColumn(STEP, lit(EvidenceLevel.PRODUCT.step()))
        .withColumn(EVIDENCE_LEVEL, EvidenceLevel.PRODUCT.named());
  }

  private Dataset<Row> ofCategories(Dataset<Row> carts) {
    Dataset<Row> between =
        categoryRules
            .where(size(col(ANTECEDENT)).equalTo(1))
            .select(
                element_at(col(ANTECEDENT), 1).as(HELD_CATEGORY),
                col(CONSEQUENT).as(CATEGORY),
                col(CONFIDENCE_LOWER));
    Dataset<Row> within =
        companions.select(col(CATEGORY).as(HELD_CATEGORY), col(CATEGORY), col(CONFIDENCE_LOWER));
    return carts
        .select(col(ORDER_ID), col(PRODUCTS), explode(col(PRODUCTS)).as(PRODUCT_ID))
        .join(categories, PRODUCT_ID)
        .select(col(ORDER_ID), col(PRODUCTS), col(CATEGORY).as(HELD_CATEGORY))
        .distinct()
        .join(between.union(within), HELD_CATEGORY)
        .groupBy(ORDER_ID, PRODUCTS, CATEGORY)
        .agg(max(CONFIDENCE_LOWER).as(CONFIDENCE_LOWER))
        .join(bestsellers, CATEGORY)
        .where(not(isInCart()))
        .select(
            col(ORDER_ID), col(PRODUCT_ID), col(CONFIDENCE_LOWER).multiply(col(SHARE)).as(SCORE))
        .withColumn(STEP, lit(EvidenceLevel.CATEGORY.step()))
        .withColumn(EVIDENCE_LEVEL, EvidenceLevel.CATEGORY.named());
  }

  private static Column isInCart() {
    return array_contains(col(PRODUCTS), col(PRODUCT_ID));
  }

  /** The best sold of each category: category, product_id, share of the category's sales. */
  private static Dataset<Row> bestsellers(
      Dataset<Row> baskets, Dataset<Row> categories, int length) {
    WindowSpec category = Window.partitionBy(CATEGORY);
    Column rank = row_number().over(category.orderBy(col(ORDER_COUNT).desc(), col(PRODUCT_ID)));
    return Baskets.orderCounts(baskets)
        .join(categories, PRODUCT_ID)
        .withColumn(SHARE, col(ORDER_COUNT).cast("double").divide(sum(ORDER_COUNT).over(category)))
        .withColumn(RANK, rank)
        .where(col(RANK).leq(length))
        .select(CATEGORY, PRODUCT_ID, SHARE);
  }
}

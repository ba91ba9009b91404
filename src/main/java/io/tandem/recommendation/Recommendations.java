package io.tandem.recommendation;

import static io.tandem.table.Columns.AVAILABLE;
import static io.tandem.table.Columns.CATEGORY;
import static io.tandem.table.Columns.COUNTRY;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.ORDERED_AT;
import static io.tandem.table.Columns.PERSONALIZATION_OPT_OUT;
import static io.tandem.table.Columns.PLACEMENT;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.SIMILAR_PRODUCT_ID;
import static io.tandem.table.Columns.TASTE_SEGMENT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.to_date;

import io.tandem.table.AlsItemFactors;
import io.tandem.table.AlsUserFactors;
import io.tandem.table.Midnight;
import io.tandem.table.OrderLines;
import io.tandem.table.Types;
import io.tandem.table.UserRecommendations;
import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * What suits each customer, from typed inputs to the published tables. Steps are methods, so that a
 * job can say and stage them one by one.
 */
public final class Recommendations {
  private static final String[] BY_CUSTOMER = {CUSTOMER_ID};
  private static final String[] BY_PRODUCT = {PRODUCT_ID};

  /** Nearest by factors, in lengths of a list, that what was viewed together can bring forward. */
  private static final int NEAREST = 3;

  private final Dataset<Row> purchases;
  private final Dataset<Row> catalogue;
  private final Optional<Dataset<Row>> customers;
  private final LocalDate runDate;
  private final RecommendationsSettings settings;
  private Optional<Row> dayOfPurchase = Optional.empty();

  /**
   * @param orderLines typed order lines, variants folded into their parent
   * @param catalogue product_id, title, category, available
   * @param customers typed customers, where the shop has the input
   */
  public Recommendations(
      Dataset<Row> orderLines,
      Dataset<Row> catalogue,
      Optional<Dataset<Row>> customers,
      LocalDate runDate,
      RecommendationsSettings settings) {
    this.purchases = orderLines.where(OrderLines.isPurchase(settings.stopList()));
    this.catalogue = catalogue;
    this.customers = customers;
    this.runDate = runDate;
    this.settings = settings;
  }

  /**
   * The rows of {@code popular_products}.
   *
   * @param window how far back purchases count where the settings do not say it; in parts of the
   *     shop, where fewer customers buy, at least a quarter
   * @param tasteSegments rows of {@code taste_segments}
   */
  public Dataset<Row> popular(PopularityWindow window, Dataset<Row> tasteSegments) {
    int days = settings.popularityWindowDays().orElseGet(() -> days(window));
    int daysOfParts =
        settings
            .popularityWindowDays()
            .orElseGet(() -> Math.max(days, days(PopularityWindow.QUARTER)));
    return Popularity.of(
        purchases,
        catalogue,
        traits(tasteSegments),
        runDate,
        days,
        daysOfParts,
        settings.popularListLength());
  }

  /** The days of a window, seen from the run date: no fewer than to the newest purchase. */
  int days(PopularityWindow window) {
    return Math.max(
        window.days(firstDay(), runDate),
        Math.toIntExact(
            ChronoUnit.DAYS.between(dayOfPurchase().getDate(1).toLocalDate(), runDate)));
  }

  /** The day of the first purchase. */
  LocalDate firstDay() {
    return dayOfPurchase().getDate(0).toLocalDate();
  }

  /** The first and the last one; the eve of the run date where there is none. Asked for once. */
  private Row dayOfPurchase() {
    if (dayOfPurchase.isEmpty()) {
      Column day = to_date(col(ORDERED_AT));
      Column eve = lit(Date.valueOf(runDate.minusDays(1)));
      dayOfPurchase =
          Optional.of(purchases.agg(coalesce(min(day), eve), coalesce(max(day), eve)).head());
    }
    return dayOfPurchase.get();
  }

  /** The first day that is not known. */
  LocalDate runDate() {
    return runDate;
  }

  /** What was sold, to customers and guests. */
  Dataset<Row> purchases() {
    return purchases;
  }

  /** What was sold since a day, but for what a recommendation had led to. */
  Dataset<Row> unpromptedSince(LocalDate day) {
    return purchases.where(col(ORDERED_AT).geq(Midnight.of(day)).and(col(PLACEMENT).isNull()));
  }

  /**
   * The rows of {@code trending_products}.
   *
   * @param tasteSegments rows of {@code taste_segments}
   */
  public Dataset<Row> trending(Dataset<Row> tasteSegments) {
    return Trends.of(purchases, catalogue, traits(tasteSegments), runDate, settings.trending());
  }

  /** What puts a customer in a part of the shop: customer_id, country, taste_segment. */
  private Dataset<Row> traits(Dataset<Row> tasteSegments) {
    Dataset<Row> tastes = tasteSegments.select(CUSTOMER_ID, TASTE_SEGMENT);
    return customers
        .map(known -> known.select(CUSTOMER_ID, COUNTRY).join(tastes, BY_CUSTOMER, "full_outer"))
        .orElseGet(() -> tastes.withColumn(COUNTRY, lit(null).cast(DataTypes.StringType)));
  }

  /**
   * The rows of {@code taste_segments}.
   *
   * @param before those of the run before; segments that go on keep their names
   */
  public Dataset<Row> tasteSegments(Model model, Dataset<Row> before) {
    return TasteSegmentation.of(
        model.customerFactorRows(), before, settings.tasteSegments(), settings.als().seed());
  }

  /** How often who buys what again, customers who opted out among them: for figures of products. */
  public RepeatPurchases repeatPurchases() {
    return RepeatPurchases.of(purchases, runDate);
  }

  /** The rows of {@code buy_again}. */
  public Dataset<Row> buyAgain(RepeatPurchases repeatPurchases) {
    return BuyAgainLists.of(
        repeatPurchases.ofCustomers().transform(this::withoutOptOuts),
        repeatPurchases.ofProducts(),
        repeatPurchases.ofShop(),
        recommendable(),
        runDate,
        settings.buyAgain());
  }

  /** Preferences of everyone who has any and did not opt out: customer_id, product_id, weight. */
  public Dataset<Row> preferences() {
    return Preferences.from(purchases, runDate, settings.halfLifeDays())
        .transform(this::withoutOptOuts);
  }

  /**
   * The model of these preferences.
   *
   * @param earlier product_id and factors to begin with where warm-start is on
   */
  public Model train(Dataset<Row> preferences, Dataset<Row> earlier) {
    return Model.train(
        preferences,
        recommendable(),
        Optional.of(earlier).filter(factors -> settings.als().warmStart()),
        settings);
  }

  /** The model of these preferences, begun at random. */
  Model train(Dataset<Row> preferences) {
    return Model.train(preferences, recommendable(), Optional.empty(), settings);
  }

  /**
   * The rows of {@code similar_products}.
   *
   * @param model where anybody has a preference
   * @param events what visitors did, with parents in the place of variants, where the shop has the
   *     input
   */
  public Dataset<Row> similar(Optional<Model> model, Optional<Dataset<Row>> events) {
    SparkSession spark = catalogue.sparkSession();
    Dataset<Row> byFactors =
        model
            .map(known -> SimilarItems.of(known, NEAREST * settings.similarListLength()))
            .orElseGet(() -> SimilarItems.none(spark));
    Dataset<Row> byViews =
        events
            .map(
                seen ->
                    CoViews.of(seen)
                        .join(catalogue.select(PRODUCT_ID), BY_PRODUCT, "left_semi")
                        .join(
                            recommendable().withColumnRenamed(PRODUCT_ID, SIMILAR_PRODUCT_ID),
                            new String[] {SIMILAR_PRODUCT_ID},
                            "left_semi"))
            .orElseGet(() -> CoViews.none(spark));
    return Similarity.of(byFactors, byViews, settings.similarListLength());
  }

  /**
   * The rows of {@code user_recommendations}: personal where the model knows the customer, else the
   * ladder.
   */
  public Dataset<Row> lists(Model model, Dataset<Row> popular) {
    Dataset<Row> personal = TopNPerCustomer.of(model, catalogue, settings);
    Dataset<Row> unknown =
        everyone()
            .join(model.customers(), BY_CUSTOMER, "left_anti")
            .withColumn(PRODUCTS, lit(null).cast(Types.STRINGS));
    return personal
        .unionByName(ladder(unknown, popular))
        .transform(UserRecommendations.USER_RECOMMENDATIONS::shape);
  }

  /**
   * The rows of {@code user_recommendations} where no list is personal: the ladder for all, what
   * was bought treated by the policy.
   *
   * @param preferences of everyone who has any
   */
  public Dataset<Row> popularLists(Dataset<Row> preferences, Dataset<Row> popular) {
    Dataset<Row> had =
        preferences.groupBy(CUSTOMER_ID).agg(collect_set(col(PRODUCT_ID)).as(PRODUCTS));
    return ladder(everyone().join(had, BY_CUSTOMER, "left"), popular)
        .transform(UserRecommendations.USER_RECOMMENDATIONS::shape);
  }

  /** The rows of {@code als_user_factors}. */
  public Dataset<Row> userFactors(Model model) {
    return model.customerFactorRows().transform(AlsUserFactors.ALS_USER_FACTORS::shape);
  }

  /** The rows of {@code als_item_factors}. */
  public Dataset<Row> itemFactors(Model model) {
    return model.productFactorRows().transform(AlsItemFactors.ALS_ITEM_FACTORS::shape);
  }

  /** The rows of customers who did not opt out of personalization. */
  private Dataset<Row> withoutOptOuts(Dataset<Row> rows) {
    return customers
        .map(
            known ->
                rows.join(
                    known.where(coalesce(col(PERSONALIZATION_OPT_OUT), lit(false))),
                    BY_CUSTOMER,
                    "left_anti"))
        .orElse(rows);
  }

  /** What may stand in a list: product_id. */
  private Dataset<Row> recommendable() {
    Column isIn =
        settings.categories().stream()
            .map(path -> col(CATEGORY).equalTo(path).or(col(CATEGORY).startsWith(path + "/")))
            .reduce(Column::or)
            .orElse(lit(true));
    return catalogue.where(col(AVAILABLE).and(isIn)).select(PRODUCT_ID);
  }

  /**
   * What customers without a list of their own are shown.
   *
   * @param customers customer_id, country, products (what each has bought; null: nothing is known)
   */
  private Dataset<Row> ladder(Dataset<Row> customers, Dataset<Row> popular) {
    return PopularityLadder.of(
        customers,
        popular.join(recommendable(), BY_PRODUCT, "left_semi"),
        settings.listLength(),
        settings.alreadyBought());
  }

  /** Everyone with an id: customer_id, country. */
  private Dataset<Row> everyone() {
    Dataset<Row> buyers =
        purchases.where(col(CUSTOMER_ID).isNotNull()).select(CUSTOMER_ID).distinct();
    return customers
        .map(known -> buyers.join(known.select(CUSTOMER_ID, COUNTRY), BY_CUSTOMER, "full_outer"))
        .orElseGet(() -> buyers.withColumn(COUNTRY, lit(null).cast(DataTypes.StringType)));
  }
}

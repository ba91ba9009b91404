package io.tandem.recommendation;

import static io.tandem.table.Columns.AVAILABLE;
import static io.tandem.table.Columns.CATEGORY;
import static io.tandem.table.Columns.COUNTRY;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.PERSONALIZATION_OPT_OUT;
import static io.tandem.table.Columns.PRODUCT_ID;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tandem.table.AlsItemFactors;
import io.tandem.table.AlsUserFactors;
import io.tandem.table.OrderLines;
import io.tandem.table.Table;
import io.tandem.table.UserRecommendations;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * What suits each customer, from typed inputs to the three published tables. Steps are methods, so
 * that a job can say and stage them one by one.
 */
public final class Recommendations {
  private static final String[] BY_CUSTOMER = {CUSTOMER_ID};

  private final Dataset<Row> purchases;
  private final Dataset<Row> catalogue;
  private final Optional<Dataset<Row>> customers;
  private final LocalDate runDate;
  private final RecommendationsSettings settings;

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

  /** The rows of {@code popular_products}. */
  public Dataset<Row> popular() {
    return Popularity.of(purchases, catalogue, customers, runDate, settings);
  }

  /** Preferences of everyone who has any and did not opt out: customer_id, product_id, weight. */
  public Dataset<Row> preferences() {
    Dataset<Row> all = Preferences.from(purchases, runDate, settings.halfLifeDays());
    return customers
        .map(
            known ->
                all.join(
                    known.where(coalesce(col(PERSONALIZATION_OPT_OUT), lit(false))),
                    BY_CUSTOMER,
                    "left_anti"))
        .orElse(all);
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

  /** The rows of {@code similar_products}. */
  public Dataset<Row> similar(Model model) {
    return SimilarItems.of(model, settings.similarListLength());
  }

  /**
   * The rows of {@code user_recommendations}: personal where the model knows the customer, else the
   * ladder.
   */
  public Dataset<Row> lists(Model model, Dataset<Row> popular) {
    Dataset<Row> personal = TopNPerCustomer.of(model, catalogue, settings);
    Dataset<Row> unknown = everyone().join(model.customers(), BY_CUSTOMER, "left_anti");
    return personal
        .unionByName(ladder(unknown, popular))
        .transform(UserRecommendations.USER_RECOMMENDATIONS::shape);
  }

  /** The rows of {@code user_recommendations} where nobody has a preference: the ladder for all. */
  public Dataset<Row> popularLists(Dataset<Row> popular) {
    return ladder(everyone(), popular).transform(UserRecommendations.USER_RECOMMENDATIONS::shape);
  }

  /** The rows of {@code als_user_factors}. */
  public Dataset<Row> userFactors(Model model) {
    return model.customerFactorRows().transform(AlsUserFactors.ALS_USER_FACTORS::shape);
  }

  /** The rows of {@code als_item_factors}. */
  public Dataset<Row> itemFactors(Model model) {
    return model.productFactorRows().transform(AlsItemFactors.ALS_ITEM_FACTORS::shape);
  }

  /** A table of these where nobody has a preference: no rows. */
  public Dataset<Row> nothing(Table table) {
    return catalogue.sparkSession().createDataFrame(List.of(), table.schema());
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

  /** What customers without a list of their own may be shown. */
  private Dataset<Row> ladder(Dataset<Row> customers, Dataset<Row> popular) {
    return PopularityLadder.of(
        customers,
        popular.join(recommendable(), new String[] {PRODUCT_ID}, "left_semi"),
        settings.listLength());
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

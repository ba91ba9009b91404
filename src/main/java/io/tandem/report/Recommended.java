package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.SCOPE;
import static io.tandem.table.Columns.SCORE;
import static io.tandem.table.Columns.SCORE_LOWER;
import static io.tandem.table.Columns.SOURCE;
import static io.tandem.table.Columns.WINDOW_DAYS;
import static io.tandem.table.PopularProducts.GLOBAL;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min_by;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Exhibit;
import io.tandem.report.page.Grid;
import io.tandem.report.page.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The section on customers' lists: how many are their own, and what is popular otherwise. */
record Recommended(
    Optional<List<Lists>> lists, Optional<List<Popular>> popular, Optional<Judged> judged) {
  private static final int SHOWN = 10;

  /** Customers whose list begins with a product of one source. */
  record Lists(String source, boolean isPersonalized, long customers) {}

  /** A product that many customers bought lately. */
  record Popular(
      String product, long customers, double score, double scoreLower, long windowDays) {}

  static Recommended read(
      Optional<Dataset<Row>> userRecommendations,
      Optional<Dataset<Row>> popularProducts,
      Optional<Dataset<Row>> recommendationEvaluation) {
    return new Recommended(
        userRecommendations.map(Recommended::lists),
        popularProducts.map(Recommended::popular),
        recommendationEvaluation.map(Judged::recommendations));
  }

  private static List<Lists> lists(Dataset<Row> userRecommendations) {
    // Two rows per source at most; the customers themselves stay in the cluster.
    Dataset<Row> bySource =
        userRecommendations
            .groupBy(CUSTOMER_ID)
            .agg(
                max(IS_PERSONALIZED).as(IS_PERSONALIZED), min_by(col(SOURCE), col(RANK)).as(SOURCE))
            .groupBy(SOURCE, IS_PERSONALIZED)
            .agg(count(lit(1)).as("customers"))
            .orderBy(col("customers").desc(), col(SOURCE), col(IS_PERSONALIZED));
    return Cells.collect("whose lists are personal", bySource).stream()
        .map(row -> new Lists(row.text(SOURCE), row.is(IS_PERSONALIZED), row.count("customers")))
        .toList();
  }

  private static List<Popular> popular(Dataset<Row> popularProducts) {
    Dataset<Row> top =
        popularProducts
            .where(col(SCOPE).equalTo(GLOBAL).and(col(RANK).leq(SHOWN)))
            .orderBy(col(RANK), col(PRODUCT_ID))
            .limit(SHOWN);
    return Cells.collect("what is popular", top).stream()
        .map(
            row ->
                new Popular(
                    row.text(PRODUCT_ID),
                    row.count(CUSTOMER_COUNT),
                    row.number(SCORE),
                    row.number(SCORE_LOWER),
                    row.count(WINDOW_DAYS)))
        .toList();
  }

  /** The products whose titles the section needs. */
  List<String> products() {
    return popular.orElse(List.of()).stream().map(Popular::product).toList();
  }

  Topic topic(Titles titles) {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        lists
            .map(Recommended::introduction)
            .orElse(
                "This run has no recommendations: the job recommendations was not part of it."));
    if (popular.isEmpty()) {
      paragraphs.add("This run has no popular products: the job recommendations computes them.");
    } else if (popular.orElseThrow().isEmpty()) {
      paragraphs.add("No available product was bought in the popularity window.");
    }
    List<Exhibit> exhibits = new ArrayList<>();
    lists.filter(found -> !found.isEmpty()).ifPresent(found -> exhibits.add(grid(found)));
    judged
        .filter(found -> !found.isEmpty())
        .ifPresent(found -> exhibits.add(found.recommendationChart()));
    popular
        .filter(products -> !products.isEmpty())
        .ifPresent(products -> exhibits.add(chart(products, titles)));
    if (judged.filter(found -> !found.isEmpty()).isEmpty()) {
      paragraphs.add(
          "How good the lists are was not judged: there were too few weeks or customers to hold them"
              + " against.");
    }
    return new Topic("recommended", "What is recommended", paragraphs, List.of(), exhibits);
  }

  private static String introduction(List<Lists> lists) {
    long customers = customers(lists);
    if (customers == 0) {
      return "No customer has a list: there is no known customer to recommend to.";
    }
    long personalized =
        lists.stream().filter(Lists::isPersonalized).mapToLong(Lists::customers).sum();
    return Figures.count(personalized)
        + " of "
        + Figures.count(customers)
        + " customers ("
        + Figures.share(personalized, customers)
        + ") have a list that rests on their own orders; the others are shown what is popular.";
  }

  private static long customers(List<Lists> lists) {
    return lists.stream().mapToLong(Lists::customers).sum();
  }

  private static Grid grid(List<Lists> lists) {
    return new Grid(
        "Customers' lists, by the source of the first product",
        List.of(words("Source"), words("Personalized"), number("Customers"), number("Share")),
        lists.stream()
            .map(
                list ->
                    List.of(
                        source(list.source()),
                        list.isPersonalized() ? "yes" : "no",
                        Figures.count(list.customers()),
                        Figures.share(list.customers(), customers(lists))))
            .toList());
  }

  private static String source(String source) {
    return switch (source) {
      case "als" -> "Own orders (als)";
      case "popular_in_segment" -> "Popular in the customer's country (popular_in_segment)";
      case "popular" -> "Popular in the whole shop (popular)";
      default -> source.replace('_', ' ');
    };
  }

  private static Chart chart(List<Popular> products, Titles titles) {
    return new Chart(
        "popular-products",
        "Popular products",
        "Share of the customers who ordered in the last "
            + Figures.count(products.get(0).windowDays())
            + " days that bought the product. Ranked by the lower end of the share's 95 % Wilson"
            + " interval, so that few purchases count for less.",
        "Bar chart: the most popular products by share of customers",
        ChartData.ranking("rate", products.stream().map(p -> titles.of(p.product())).toList())
            .values(products.stream().map(Popular::score).toList())
            .json(),
        new Grid(
            "Popular products in the whole shop",
            List.of(
                words("Product"),
                number("Customers"),
                number("Share of customers"),
                number("Lower end")),
            products.stream()
                .map(
                    p ->
                        List.of(
                            titles.of(p.product()),
                            Figures.count(p.customers()),
                            Figures.rate(p.score()),
                            Figures.rate(p.scoreLower())))
                .toList()));
  }
}

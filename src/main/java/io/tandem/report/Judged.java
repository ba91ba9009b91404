package io.tandem.report;

import static io.tandem.report.page.Grid.Heading.number;
import static io.tandem.report.page.Grid.Heading.words;
import static org.apache.spark.sql.functions.col;

import io.tandem.report.page.Chart;
import io.tandem.report.page.Grid;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How good lists are, beside those of simpler models: the charts of the two back-tests.
 *
 * @param scores of the models, in the order of the page
 */
record Judged(List<Score> scores) {
  private static final int K = 10;
  private static final List<String> SLICES = List.of("all", "repeat", "new");
  private static final List<String> PLACES = List.of("1", "5", "10");
  private static final List<String> RECOMMENDERS =
      List.of("als", "mixture", "item_knn", "personal_frequency", "popular");
  private static final List<String> CROSS_SELLERS = List.of("rules", "co_occurrence", "popular");

  /**
   * One model by one measure.
   *
   * @param of the slice or the number of places
   * @param judged customers or baskets
   */
  record Score(String model, String of, Optional<Estimate> value, long judged, boolean isShown) {}

  /** Lists per customer: NDCG at 10, by what counts as a hit. */
  static Judged recommendations(Dataset<Row> evaluation) {
    return new Judged(
        Cells.collect(
                "how good customers' lists are",
                evaluation.where(
                    col("metric")
                        .equalTo("ndcg")
                        .and(col("k").equalTo(K))
                        .and(col("slice").isInCollection(SLICES))))
            .stream()
            .map(
                row ->
                    new Score(
                        row.text("model"),
                        row.text("slice"),
                        row.estimate("value"),
                        row.count("customer_count"),
                        row.is("is_published")))
            .toList());
  }

  /** What goes with a basket: hit rates, by places that count. */
  static Judged crossSelling(Dataset<Row> evaluation) {
    return new Judged(
        Cells.collect(
                "how good suggestions are",
                evaluation.where(
                    col("metric")
                        .equalTo("hit_rate")
                        .and(col("k").isInCollection(PLACES))
                        .and(col("evidence_level").equalTo("all"))))
            .stream()
            .map(
                row ->
                    new Score(
                        row.text("model"),
                        Long.toString(row.count("k")),
                        row.estimate("value"),
                        row.count("basket_count"),
                        row.text("model").equals("rules")))
            .toList());
  }

  boolean isEmpty() {
    return scores.stream().allMatch(score -> score.value().isEmpty());
  }

  Chart recommendationChart() {
    return chart(
        "recommendation-quality",
        "Customers' lists beside simpler ones",
        "NDCG at 10: how much of what customers bought in the last weeks stands high in lists made"
            + " of what was known before; 1 is perfect. new: products the customer had not bought;"
            + " repeat: those bought before. Whiskers: 95 % intervals.",
        "Dot chart: NDCG at 10 of each model, for all, repeated and new products",
        "number",
        RECOMMENDERS,
        SLICES,
        "Products",
        "Customers");
  }

  Chart crossSellChart() {
    return chart(
        "cross-sell-quality",
        "Suggestions beside simpler ones",
        "Hit rate: one product was hidden from each basket of the last weeks; the share of baskets"
            + " whose hidden product is among the first 1, 5 or 10 guesses from the others."
            + " Whiskers: 95 % intervals.",
        "Dot chart: hit rate of each model at 1, 5 and 10 guesses",
        "rate",
        CROSS_SELLERS,
        PLACES,
        "Guesses",
        "Baskets");
  }

  private Chart chart(
      String id,
      String title,
      String note,
      String label,
      String unit,
      List<String> models,
      List<String> measures,
      String measured,
      String counted) {
    List<String> there =
        models.stream().filter(m -> scores.stream().anyMatch(s -> s.model().equals(m))).toList();
    ChartData data = ChartData.whiskers(unit, measures).put("axis", measured);
    List<String> tones = List.of("strong", "quiet", "second", "faint", "third");
    for (int i = 0; i < there.size(); i++) {
      String model = there.get(i);
      data.series(
          name(model),
          tones.get(i),
          measures.stream().map(of -> score(model, of).flatMap(Score::value)).toList());
    }
    return new Chart(
        id,
        title,
        note,
        label,
        isEmpty() ? Optional.empty() : data.json(),
        new Grid(
            title,
            List.of(
                words("Model"),
                words(measured),
                number("Value"),
                number("95 % interval"),
                number(counted),
                words("Shown tonight")),
            there.stream()
                .flatMap(
                    model ->
                        measures.stream()
                            .flatMap(of -> score(model, of).stream())
                            .map(score -> row(score, unit)))
                .toList()));
  }

  private static List<String> row(Score score, String unit) {
    boolean isRate = unit.equals("rate");
    return List.of(
        name(score.model()),
        score.of(),
        score
            .value()
            .map(v -> isRate ? Figures.rate(v.value()) : Figures.thousandths(v.value()))
            .orElse(Figures.ABSENT),
        score
            .value()
            .flatMap(Estimate::interval)
            .map(
                i ->
                    isRate
                        ? Figures.rates(Optional.of(i))
                        : Figures.thousandths(i.lower()) + " to " + Figures.thousandths(i.upper()))
            .orElse(Figures.ABSENT),
        Figures.count(score.judged()),
        score.isShown() ? "yes" : "no");
  }

  private Optional<Score> score(String model, String of) {
    return scores.stream().filter(s -> s.model().equals(model) && s.of().equals(of)).findFirst();
  }

  private static String name(String model) {
    return model.replace('_', ' ');
  }
}

package io.tandem.job;

import static io.tandem.table.AlsItemFactors.ALS_ITEM_FACTORS;
import static io.tandem.table.AlsUserFactors.ALS_USER_FACTORS;
import static io.tandem.table.BuyAgain.BUY_AGAIN;
import static io.tandem.table.PopularProducts.POPULAR_PRODUCTS;
import static io.tandem.table.SimilarProducts.SIMILAR_PRODUCTS;
import static io.tandem.table.TasteSegments.TASTE_SEGMENTS;
import static io.tandem.table.TrendingProducts.TRENDING_PRODUCTS;
import static io.tandem.table.UserRecommendations.USER_RECOMMENDATIONS;

import io.tandem.recommendation.Model;
import io.tandem.recommendation.Recommendations;
import io.tandem.recommendation.RecommendationsSettings;
import io.tandem.recommendation.RepeatPurchases;
import io.tandem.table.Table;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Preferences → factors → top N per customer where the judge finds it better than what is popular,
 * similar products, and what is popular for everyone else; beside it what sells better than before,
 * and what a customer is due to buy again.
 */
public final class RecommendationsJob implements Job {
  @Override
  public String name() {
    return "recommendations";
  }

  @Override
  public void run(Night night) {
    RecommendationsSettings settings = night.settings().recommendations();
    Recommendations recommendations = night.recommendations(night.runDate(), settings);
    RecommendationBackTest.Outcome judged = new RecommendationBackTest(night).stage();
    Dataset<Row> preferences =
        recommendations.preferences().persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long count =
          night.phase("preferences", preferences::count, "%,d customer-product pairs"::formatted);
      if (count == 0) {
        night
            .progress()
            .say("No customer has a preference: lists are popularity, and there is no model.");
        for (Table table : List.of(ALS_USER_FACTORS, ALS_ITEM_FACTORS)) {
          night.stage(table, night.rows(table, List.of()), "");
        }
        night.stage(SIMILAR_PRODUCTS, recommendations.similar(Optional.empty(), events(night)), "");
        Dataset<Row> popular =
            stageForAll(night, recommendations, judged, night.rows(TASTE_SEGMENTS, List.of()));
        night.stage(USER_RECOMMENDATIONS, recommendations.popularLists(preferences, popular), "");
        return;
      }
      try (Model model =
          night.phase(
              "factors",
              () -> recommendations.train(preferences, night.before(ALS_ITEM_FACTORS)),
              trained ->
                  "%d factors, %d iterations"
                      .formatted(settings.als().factors(), settings.als().iterations()))) {
        night.stage(ALS_USER_FACTORS, recommendations.userFactors(model), "");
        night.stage(ALS_ITEM_FACTORS, recommendations.itemFactors(model), "");
        night.stage(
            SIMILAR_PRODUCTS, recommendations.similar(Optional.of(model), events(night)), "");
        Dataset<Row> segments =
            night.phase(
                "clusters of factors",
                () -> recommendations.tasteSegments(model, night.before(TASTE_SEGMENTS)),
                found -> "");
        Dataset<Row> popular = stageForAll(night, recommendations, judged, segments);
        night.stage(
            USER_RECOMMENDATIONS,
            judged.isPersonalPublished()
                ? recommendations.lists(model, popular)
                : recommendations.popularLists(preferences, popular),
            "");
      }
    } finally {
      preferences.unpersist();
    }
  }

  private static Optional<Dataset<Row>> events(Night night) {
    return night.inputs().events().map(night.catalogue()::soldAs);
  }

  /** Stages what needs no list of a customer's own, and gives back what is popular. */
  private static Dataset<Row> stageForAll(
      Night night,
      Recommendations recommendations,
      RecommendationBackTest.Outcome judged,
      Dataset<Row> tasteSegments) {
    Dataset<Row> segments = night.stage(TASTE_SEGMENTS, tasteSegments, "");
    Dataset<Row> popular =
        night.stage(
            POPULAR_PRODUCTS,
            recommendations.popular(judged.window(), segments),
            "no available product was bought lately. Raise popularity-window-days.");
    night.stage(TRENDING_PRODUCTS, recommendations.trending(segments), "");
    try (RepeatPurchases repeatPurchases =
        night.phase(
            "repeat purchases",
            recommendations::repeatPurchases,
            found -> "%,d products that are bought again".formatted(found.products()))) {
      night.stage(BUY_AGAIN, recommendations.buyAgain(repeatPurchases), "");
    }
    return popular;
  }
}

package io.tandem.recommendation;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Stock MLlib's implicit ALS. Its blocks follow from the number of preferences and not from the
 * cores, because the sums inside it, and so the last digits of its factors, depend on them.
 */
final class MllibAls implements Factorization {
  private static final long PREFERENCES_PER_BLOCK = 500_000;

  @Override
  public Factors factorize(Dataset<Row> preferences, AlsSettings settings) {
    int blocks = (int) Math.min(1_000, 2 + preferences.count() / PREFERENCES_PER_BLOCK);
    ALSModel model =
        new ALS()
            .setImplicitPrefs(true)
            .setUserCol(USER)
            .setItemCol(ITEM)
            .setRatingCol(WEIGHT)
            .setRank(settings.factors())
            .setMaxIter(settings.iterations())
            .setAlpha(settings.alpha())
            .setRegParam(settings.regularization())
            .setSeed(settings.seed())
            .setNumBlocks(blocks)
            .fit(preferences);
    return new Factors(
        model.userFactors().select(col("id").as(USER), col("features").as(FACTORS)),
        model.itemFactors().select(col("id").as(ITEM), col("features").as(FACTORS)));
  }
}

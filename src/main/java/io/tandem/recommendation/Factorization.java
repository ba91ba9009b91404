package io.tandem.recommendation;

import io.tandem.recommendation.RecommendationsSettings.Engine;
import io.tandem.recommendation.als.FactorRows;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Finds factors of users and items whose inner products predict the preferences. */
@FunctionalInterface
public interface Factorization {
  /** The columns of preferences. */
  String USER = "user";

  String ITEM = "item";
  String WEIGHT = "weight";

  /** Preferences of numbered users and items. */
  StructType PREFERENCES =
      new StructType()
          .add(USER, DataTypes.IntegerType, false)
          .add(ITEM, DataTypes.IntegerType, false)
          .add(WEIGHT, DataTypes.FloatType, false);

  /** Who factorizes. */
  static Factorization by(Engine engine) {
    return switch (engine) {
      case TANDEM -> new TandemAls();
      case MLLIB -> new MllibAls();
    };
  }

  /**
   * Factorizes implicit preferences.
   *
   * @param start factors of every item to begin with; an engine with a beginning of its own does
   *     without
   */
  Factors factorize(PreferenceBlocks preferences, FactorRows start, AlsSettings settings);

  /**
   * What was found. Holds cached data until it is closed.
   *
   * @param users by place in their block; partition b holds block b of the preferences. Zeros for a
   *     user without preferences
   * @param items by number
   */
  record Factors(JavaRDD<FactorRows> users, FactorRows items) implements AutoCloseable {
    @Override
    public void close() {
      users.unpersist();
    }
  }
}

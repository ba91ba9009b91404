package io.tandem.benchmark;

import io.tandem.recommendation.Factorization;
import io.tandem.refusal.Refusal;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Preferences of a made-up shop: about so many of so many users for so many items. Few users have
 * many and many few (exponential), popular items come more often (as 1 / (number + 50)), and two of
 * three items are of the user's own kind, one of 50. Each user has a seed of its own: any number of
 * partitions gives the same preferences.
 *
 * @param users at least 1
 * @param items at least 1
 * @param count about how many preferences
 */
record GeneratedPreferences(int users, int items, long count) implements Serializable {
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})x(\\d{1,9})x(\\d{1,12})");
  private static final double HEAD = 50;
  private static final int KINDS = 50;
  private static final double OWN_KIND = 2.0 / 3;
  private static final long SEED = 20_260_301;

  /** Reads {@code USERSxITEMSxCOUNT}. */
  static GeneratedPreferences parse(String shape) {
    Matcher parts = SHAPE.matcher(shape);
    if (!parts.matches()
        || Integer.parseInt(parts.group(1)) < 1
        || Integer.parseInt(parts.group(2)) < 1) {
      throw Refusal.badConfiguration(
          "Invalid --generate: %s (must be USERSxITEMSxCOUNT, such as 30000x8000x1700000)"
              .formatted(shape));
    }
    return new GeneratedPreferences(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Long.parseLong(parts.group(3)));
  }

  /** user, item, weight: each pair once. */
  Dataset<Row> rows(SparkSession spark) {
    FlatMapFunction<Long, Row> preferences = user -> of(user.intValue());
    return spark
        .range(0, users, 1, 4 * spark.sparkContext().defaultParallelism())
        .as(Encoders.LONG())
        .flatMap(preferences, Encoders.row(Factorization.PREFERENCES));
  }

  private Iterator<Row> of(int user) {
    SplittableRandom random = new SplittableRandom(SEED + 0x9E3779B97F4A7C15L * user);
    double mean = (double) count / users;
    int wanted =
        (int) Math.min(items / 2 + 1, Math.ceil(-Math.log(1 - random.nextDouble()) * (mean - 0.5)));
    int kind = random.nextInt(KINDS);
    Set<Integer> drawn = new HashSet<>();
    List<Row> rows = new ArrayList<>();
    while (drawn.size() < wanted) {
      // The inverse of the distribution function: equal steps of log(number + HEAD).
      double step = random.nextDouble() * Math.log((items + HEAD) / HEAD);
      int item = (int) Math.min(items - 1, HEAD * Math.exp(step) - HEAD);
      if (random.nextDouble() < OWN_KIND) {
        item = Math.min(items - 1, item / KINDS * KINDS + kind);
      }
      if (drawn.add(item)) {
        rows.add(RowFactory.create(user, item, 1f + random.nextInt(3)));
      }
    }
    return rows.iterator();
  }
}

package io.tandem.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.recommendation.Factorization.Factors;
import io.tandem.recommendation.RecommendationsSettings.Engine;
import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.StartingFactors;
import io.tandem.testing.SparkExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A shop of 300 users and 80 items, of five kinds; every user likes one kind. */
@ExtendWith(SparkExtension.class)
class TandemAlsTest {
  private static final int USERS = 300;
  private static final int ITEMS = 80;
  private static final AlsSettings SETTINGS = new AlsSettings(6, 4, 20, 0.05, 1, 42, false);
  private static final List<Row> ROWS = rows();

  private static List<Row> rows() {
    Random random = new Random(5);
    List<Row> rows = new ArrayList<>();
    for (int user = 0; user < USERS - 1; user++) { // the last user prefers nothing
      for (int item = 0; item < ITEMS - 1; item++) { // nobody prefers the last item
        if (random.nextDouble() < (item % 5 == user % 5 ? 0.5 : 0.005)) {
          rows.add(RowFactory.create(user, item, 0.5f + random.nextFloat()));
        }
      }
    }
    return rows;
  }

  /** Everyone's factors, users' by number. */
  private record Found(float[][] users, float[][] items) {}

  private static Found factorize(
      Engine engine, Dataset<Row> preferences, int blocks, AlsSettings settings) {
    FactorRows start =
        StartingFactors.of(
            IntStream.range(0, ITEMS).mapToObj(String::valueOf).toList(),
            settings.factors(),
            settings.seed());
    try (PreferenceBlocks dealt = PreferenceBlocks.of(preferences, USERS, ITEMS, blocks);
        Factors factors = Factorization.by(engine).factorize(dealt, start, settings)) {
      float[][] users = new float[USERS][];
      List<FactorRows> found = factors.users().collect();
      for (int user = 0; user < USERS; user++) {
        users[user] = found.get(dealt.users().block(user)).row(dealt.users().place(user));
      }
      return new Found(
          users, IntStream.range(0, ITEMS).mapToObj(factors.items()::row).toArray(float[][]::new));
    }
  }

  private static Dataset<Row> preferences(SparkSession spark, List<Row> rows, int partitions) {
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, partitions),
        Factorization.PREFERENCES);
  }

  @Test
  void anyNumberOfBlocksAndPartitionsGivesTheSameFactors(SparkSession spark) {
    Found expected = factorize(Engine.TANDEM, preferences(spark, ROWS, 1), 1, SETTINGS);
    for (int blocks : new int[] {2, 7, 30}) {
      List<Row> shuffled = new ArrayList<>(ROWS);
      Collections.shuffle(shuffled, new Random(blocks));
      Found found = factorize(Engine.TANDEM, preferences(spark, shuffled, 7), blocks, SETTINGS);
      assertThat(found.users()).as(blocks + " blocks").isDeepEqualTo(expected.users());
      assertThat(found.items()).as(blocks + " blocks").isDeepEqualTo(expected.items());
    }
  }

  @Test
  void theLossIsNoHigherThanThatOfMllib(SparkSession spark) {
    AlsSettings settings = new AlsSettings(6, 10, 20, 0.05, 1, 42, false);
    Dataset<Row> preferences = preferences(spark, ROWS, 2);
    double own = loss(factorize(Engine.TANDEM, preferences, 2, settings), settings);
    double reference = loss(factorize(Engine.MLLIB, preferences, 2, settings), settings);
    assertThat(own).isLessThan(1.02 * reference);
    assertThat(own).isGreaterThan(0.9 * reference); // the same minimum, not another formula
  }

  @Test
  void whatNobodyPrefersAndWhoPrefersNothingHaveZeros(SparkSession spark) {
    Found found = factorize(Engine.TANDEM, preferences(spark, ROWS, 2), 3, SETTINGS);
    assertThat(found.users()[USERS - 1]).containsOnly(0);
    assertThat(found.items()[ITEMS - 1]).containsOnly(0);
    assertThat(found.users()[0]).isNotEqualTo(found.users()[USERS - 1]);
  }

  @Test
  void aWeightOfZeroOrLessIsNoPreference(SparkSession spark) {
    List<Row> more = new ArrayList<>(ROWS);
    more.add(RowFactory.create(USERS - 1, 3, 0f));
    more.add(RowFactory.create(USERS - 1, 4, -2f));
    Found expected = factorize(Engine.TANDEM, preferences(spark, ROWS, 2), 2, SETTINGS);
    Found found = factorize(Engine.TANDEM, preferences(spark, more, 2), 2, SETTINGS);
    assertThat(found.users()).isDeepEqualTo(expected.users());
    assertThat(found.items()).isDeepEqualTo(expected.items());
  }

  @Test
  void everyoneScoresTheirOwnKindHighest(SparkSession spark) {
    Found found = factorize(Engine.TANDEM, preferences(spark, ROWS, 2), 2, SETTINGS);
    for (int user = 0; user < USERS - 1; user++) {
      double[] kinds = new double[5];
      for (int item = 0; item < ITEMS; item++) {
        kinds[item % 5] += dot(found.users()[user], found.items()[item]);
      }
      int best =
          IntStream.range(0, 5).boxed().max((a, b) -> Double.compare(kinds[a], kinds[b])).get();
      assertThat(best).as("user " + user).isEqualTo(user % 5);
    }
  }

  @Test
  void lostBlocksAreComputedAgainAndAreTheSame(SparkSession spark) {
    FactorRows start =
        StartingFactors.of(IntStream.range(0, ITEMS).mapToObj(String::valueOf).toList(), 6, 42);
    try (PreferenceBlocks dealt =
            PreferenceBlocks.of(preferences(spark, ROWS, 2), USERS, ITEMS, 3);
        Factors factors = new TandemAls().factorize(dealt, start, SETTINGS)) {
      JavaRDD<FactorRows> users = factors.users();
      List<float[]> before = users.map(rows -> rows.row(0)).collect();
      users.unpersist(true);
      dealt.rows().unpersist(true);
      List<float[]> after = users.map(rows -> rows.row(0)).collect();
      for (int block = 0; block < 3; block++) {
        assertThat(after.get(block)).isEqualTo(before.get(block));
      }
    }
  }

  private static double loss(Found found, AlsSettings settings) {
    Map<Long, Float> weights = new HashMap<>();
    int[] userCounts = new int[USERS];
    int[] itemCounts = new int[ITEMS];
    for (Row row : ROWS) {
      weights.put((long) row.getInt(0) * ITEMS + row.getInt(1), row.getFloat(2));
      userCounts[row.getInt(0)]++;
      itemCounts[row.getInt(1)]++;
    }
    double loss = 0;
    for (int user = 0; user < USERS; user++) {
      for (int item = 0; item < ITEMS; item++) {
        float weight = weights.getOrDefault((long) user * ITEMS + item, 0f);
        double miss = (weight > 0 ? 1 : 0) - dot(found.users()[user], found.items()[item]);
        loss += (1 + settings.alpha() * weight) * miss * miss;
      }
      loss += settings.regularization() * userCounts[user] * square(found.users()[user]);
    }
    for (int item = 0; item < ITEMS; item++) {
      loss += settings.regularization() * itemCounts[item] * square(found.items()[item]);
    }
    return loss;
  }

  private static double square(float[] row) {
    return dot(row, row);
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}

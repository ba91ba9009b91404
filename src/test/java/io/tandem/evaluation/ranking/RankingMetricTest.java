package io.tandem.evaluation.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The list a b c d e; bought were b, d and two that are not in it. */
class RankingMetricTest {
  private static final Offset<Double> EXACTLY = offset(1e-12);
  private static final Hits HITS =
      Hits.of(new int[] {10, 11, 12, 13, 14}, List.of(11, 13, 1, 2)::contains, 4);

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  @Test
  void hitsStandWhereTheListHasThem() {
    assertThat(HITS.ranks()).containsExactly(2, 4);
  }

  @Test
  void precisionIsHitsPerPlace() {
    assertThat(new Precision().of(HITS, 1)).isZero();
    assertThat(new Precision().of(HITS, 3)).isEqualTo(1.0 / 3);
    assertThat(new Precision().of(HITS, 5)).isEqualTo(2.0 / 5);
    assertThat(new Precision().of(HITS, 10)).isEqualTo(2.0 / 10); // five places are empty
  }

  @Test
  void recallIsHitsPerRelevantItem() {
    assertThat(new Recall().of(HITS, 3)).isEqualTo(1.0 / 4);
    assertThat(new Recall().of(HITS, 10)).isEqualTo(2.0 / 4);
  }

  @Test
  void ndcgDividesByWhatTheBestOrderHas() {
    double found = 1 / log2(2 + 1) + 1 / log2(4 + 1);
    double best = 1 / log2(1 + 1) + 1 / log2(2 + 1) + 1 / log2(3 + 1) + 1 / log2(4 + 1);
    double bestOfThree = 1 / log2(1 + 1) + 1 / log2(2 + 1) + 1 / log2(3 + 1);
    RankingMetric ndcg = new NormalizedDiscountedCumulativeGain();
    assertThat(ndcg.of(HITS, 5)).isCloseTo(found / best, EXACTLY);
    assertThat(ndcg.of(HITS, 3)).isCloseTo(1 / log2(2 + 1) / bestOfThree, EXACTLY);
  }

  @Test
  void averagePrecisionAddsThePrecisionAtEachHit() {
    RankingMetric map = new AveragePrecision();
    assertThat(map.of(HITS, 5)).isCloseTo((1.0 / 2 + 2.0 / 4) / 4, EXACTLY);
    assertThat(map.of(HITS, 3)).isCloseTo((1.0 / 2) / 3, EXACTLY);
    assertThat(map.of(HITS, 1)).isZero();
  }

  @Test
  void anyHitIsOneOrNothing() {
    assertThat(new AnyHit().of(HITS, 1)).isZero();
    assertThat(new AnyHit().of(HITS, 2)).isOne();
  }

  @Test
  void theBestListHasOneEverywhereAndTheWorstNothing() {
    Hits best = new Hits(new int[] {1, 2}, 2);
    Hits worst = new Hits(new int[] {}, 2);
    for (RankingMetric metric : RankingMetric.ALL) {
      assertThat(metric.of(best, 2)).as(metric.named()).isEqualTo(1);
      assertThat(metric.of(worst, 2)).as(metric.named()).isZero();
    }
  }

  @Test
  void metricsHaveTheNamesOfTheTable() {
    assertThat(RankingMetric.ALL.stream().map(RankingMetric::named))
        .containsExactly("precision", "recall", "ndcg", "map", "hit_rate");
  }
}

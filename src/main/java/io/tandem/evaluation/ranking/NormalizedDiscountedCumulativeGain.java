package io.tandem.evaluation.ranking;

import java.util.stream.IntStream;

/**
 * NDCG (Järvelin &amp; Kekäläinen 2002): the sum of 1 / log₂(rank + 1) over the hits among the
 * first k, divided by what it is when the first places are all hits, as far as there are relevant
 * items.
 */
public record NormalizedDiscountedCumulativeGain() implements RankingMetric {
  @Override
  public String named() {
    return "ndcg";
  }

  @Override
  public double of(Hits hits, int k) {
    return gain(hits.within(k)) / gain(IntStream.rangeClosed(1, Math.min(k, hits.relevant())));
  }

  private static double gain(IntStream ranks) {
    return ranks.mapToDouble(rank -> Math.log(2) / Math.log(rank + 1)).sum();
  }
}

package io.tandem.evaluation.ranking;

import java.util.PrimitiveIterator;

/**
 * Average precision at k; its mean over customers is MAP. The precision at the rank of each hit
 * among the first k, added up and divided by as many hits as there could be: the smaller of k and
 * the relevant items.
 */
public record AveragePrecision() implements RankingMetric {
  @Override
  public String named() {
    return "map";
  }

  @Override
  public double of(Hits hits, int k) {
    double sum = 0;
    int found = 0;
    for (PrimitiveIterator.OfInt ranks = hits.within(k).iterator(); ranks.hasNext(); ) {
      found++;
      sum += (double) found / ranks.nextInt();
    }
    return sum / Math.min(k, hits.relevant());
  }
}

package io.tandem.evaluation.ranking;

/** 1 if any of the first k is a hit; its mean over customers is the hit rate. */
public record AnyHit() implements RankingMetric {
  @Override
  public String named() {
    return "hit_rate";
  }

  @Override
  public double of(Hits hits, int k) {
    return hits.within(k).findAny().isPresent() ? 1 : 0;
  }
}

package io.tandem.evaluation.ranking;

/** Share of the relevant items that are among the first k. */
public record Recall() implements RankingMetric {
  @Override
  public String named() {
    return "recall";
  }

  @Override
  public double of(Hits hits, int k) {
    return (double) hits.within(k).count() / hits.relevant();
  }
}

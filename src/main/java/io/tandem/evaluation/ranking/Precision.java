package io.tandem.evaluation.ranking;

/** Share of the first k places that are hits; places left empty count as misses. */
public record Precision() implements RankingMetric {
  @Override
  public String named() {
    return "precision";
  }

  @Override
  public double of(Hits hits, int k) {
    return (double) hits.within(k).count() / k;
  }
}

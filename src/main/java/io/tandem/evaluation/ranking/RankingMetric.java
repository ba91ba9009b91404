package io.tandem.evaluation.ranking;

import java.util.List;

/** A number, 0 to 1, that says how well a list did for one customer. */
public interface RankingMetric {
  /** All of them. */
  List<RankingMetric> ALL =
      List.of(
          new Precision(),
          new Recall(),
          new NormalizedDiscountedCumulativeGain(),
          new AveragePrecision(),
          new AnyHit());

  /** As tables call it. */
  String named();

  /** The metric of a customer's first k places. */
  double of(Hits hits, int k);
}

package io.tandem.evaluation.ranking;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How models did over customers, side by side: each metric at each k of each slice, and by how much
 * each model beats the baseline, customer by customer. Boards of different customers add up.
 */
public final class Scoreboard implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many places count. */
  public static final List<Integer> CUTOFFS = List.of(5, 10, 20);

  /** Decides what is published. */
  private static final RankingMetric GATE_METRIC = new NormalizedDiscountedCumulativeGain();

  private static final int GATE_K = 10;

  private final String baseline;
  private final Map<Cell, Score> cells = new HashMap<>();
  private final Map<Line, PairedBootstrap> bootstraps = new HashMap<>();

  /**
   * @param baseline the model that all are compared with
   */
  public Scoreboard(String baseline) {
    this.baseline = baseline;
  }

  /** One model in one slice. */
  public record Line(String model, String slice) implements Serializable {}

  /** One number of a line. */
  public record Cell(Line line, String metric, int k) implements Serializable {}

  /**
   * What came out.
   *
   * @param mean over customers
   * @param difference to the baseline, over the same customers
   */
  public record Score(Mean mean, Mean difference) implements Serializable {
    private static final Score NONE = new Score(Mean.NONE, Mean.NONE);

    Score with(double value, double baseline) {
      return new Score(mean.with(value), difference.with(value - baseline));
    }

    Score plus(Score other) {
      return new Score(mean.plus(other.mean), difference.plus(other.difference));
    }
  }

  /**
   * Adds a customer to a slice.
   *
   * @param customer a hash of the id; decides on the draws of the bootstrap
   * @param hits by model, the baseline among them
   */
  public void add(String slice, long customer, Map<String, Hits> hits) {
    Hits ofBaseline = hits.get(baseline);
    hits.forEach(
        (model, ofModel) -> {
          Line line = new Line(model, slice);
          for (RankingMetric metric : RankingMetric.ALL) {
            for (int k : CUTOFFS) {
              double value = metric.of(ofModel, k);
              double other = metric.of(ofBaseline, k);
              cells.merge(
                  new Cell(line, metric.named(), k),
                  Score.NONE.with(value, other),
                  Score::plus);
            }
          }
          if (!model.equals(baseline)) {
            bootstraps
                .computeIfAbsent(line, first -> new PairedBootstrap())
                .add(
                    customer,
                    GATE_METRIC.of(ofModel, GATE_K) - GATE_METRIC.of(ofBaseline, GATE_K));
          }
        });
  }

  /** Of both's customers; no customer is in both. */
  public Scoreboard plus(Scoreboard other) {
    Scoreboard both = new Scoreboard(baseline);
    both.cells.putAll(cells);
    both.bootstraps.putAll(bootstraps);
    other.cells.forEach((cell, score) -> both.cells.merge(cell, score, Score::plus));
    other.bootstraps.forEach(
        (line, bootstrap) -> both.bootstraps.merge(line, bootstrap, PairedBootstrap::plus));
    return both;
  }

  /** All numbers. */
  public Map<Cell, Score> cells() {
    return Map.copyOf(cells);
  }

  /** NDCG@10 of a model less that of the baseline; empty where no customer is in the slice. */
  public Optional<PairedBootstrap> lead(String model, String slice) {
    return Optional.ofNullable(bootstraps.get(new Line(model, slice)));
  }
}

package io.tandem.evaluation.ranking;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * How models did over customers, side by side: each metric at each k in each slice of customers and
 * products, and by how much each model beats the baseline, customer by customer. Boards of
 * different customers add up, in any order to the same numbers.
 */
public final class Scoreboard implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many places of a list count. */
  public static final List<Integer> CUTOFFS = List.of(5, 10, 20);

  private final List<String> models;
  private final int baseline;
  private final List<String> slices;
  private final Mean[] values;
  private final Mean[] differences;

  /**
   * An empty board.
   *
   * @param models their names
   * @param baseline the one that all are compared with
   * @param slices their names
   */
  public Scoreboard(List<String> models, String baseline, List<String> slices) {
    this.models = List.copyOf(models);
    this.baseline = models.indexOf(baseline);
    this.slices = List.copyOf(slices);
    int cells = models.size() * slices.size() * RankingMetric.ALL.size() * CUTOFFS.size();
    this.values = new Mean[cells];
    this.differences = new Mean[cells];
    Arrays.fill(values, Mean.NONE);
    Arrays.fill(differences, Mean.NONE);
  }

  /**
   * Adds a customer to a slice.
   *
   * @param slice its name
   * @param hits of each model's list, in the order of the models
   */
  public void add(String slice, Hits[] hits) {
    for (int metric = 0; metric < RankingMetric.ALL.size(); metric++) {
      for (int k = 0; k < CUTOFFS.size(); k++) {
        double toBeat = RankingMetric.ALL.get(metric).of(hits[baseline], CUTOFFS.get(k));
        for (int model = 0; model < hits.length; model++) {
          double value = RankingMetric.ALL.get(metric).of(hits[model], CUTOFFS.get(k));
          int cell = cell(model, slices.indexOf(slice), metric, k);
          values[cell] = values[cell].with(value);
          differences[cell] = differences[cell].with(value - toBeat);
        }
      }
    }
  }

  private int cell(int model, int slice, int metric, int k) {
    return ((model * slices.size() + slice) * RankingMetric.ALL.size() + metric) * CUTOFFS.size()
        + k;
  }

  /** Of both's customers; no customer is in both, and both have the same models and slices. */
  public Scoreboard plus(Scoreboard other) {
    Scoreboard both = new Scoreboard(models, models.get(baseline), slices);
    for (int i = 0; i < values.length; i++) {
      both.values[i] = values[i].plus(other.values[i]);
      both.differences[i] = differences[i].plus(other.differences[i]);
    }
    return both;
  }

  /** Whether no customer was added to any slice. */
  public boolean isEmpty() {
    return Arrays.stream(values).allMatch(Mean.NONE::equals);
  }

  /** The names of the models. */
  public List<String> models() {
    return models;
  }

  /** The names of the slices. */
  public List<String> slices() {
    return slices;
  }

  /** The model that all are compared with. */
  public String baseline() {
    return models.get(baseline);
  }

  /** A model's metric at k in a slice; of nobody where no customer is in it. */
  public Mean value(String model, String slice, RankingMetric metric, int k) {
    return values[cell(model, slice, metric, k)];
  }

  /** The same less the baseline's, over the same customers. */
  public Mean difference(String model, String slice, RankingMetric metric, int k) {
    return differences[cell(model, slice, metric, k)];
  }

  private int cell(String model, String slice, RankingMetric metric, int k) {
    return cell(
        models.indexOf(model),
        slices.indexOf(slice),
        RankingMetric.ALL.indexOf(metric),
        CUTOFFS.indexOf(k));
  }
}

package io.tandem.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A search that spends little on most candidates and much on the best (Jamieson &amp; Talwalkar
 * 2016): all are tried with the first budget, the best third of them with the next, and so on.
 *
 * @param budgets of the rounds, ascending
 */
public record SuccessiveHalving(List<Integer> budgets) {
  private static final int ONE_IN = 3;

  /** Tries a candidate with a budget; higher is better, and what is not a number is worst. */
  @FunctionalInterface
  public interface Trial<T> {
    double of(T candidate, int budget);
  }

  /** A candidate and what it scored with the last budget it was given. */
  public record Tried<T>(T candidate, int budget, double score) {}

  /** All candidates, those that came furthest first, the best of them before the others. */
  public <T> List<Tried<T>> search(List<T> candidates, Trial<T> trial) {
    List<Tried<T>> outcome = new ArrayList<>();
    List<T> left = candidates;
    for (int budget : budgets) {
      List<Tried<T>> round = new ArrayList<>();
      left.forEach(
          candidate -> round.add(new Tried<>(candidate, budget, trial.of(candidate, budget))));
      round.sort(
          Comparator.comparingDouble(
              tried -> Double.isNaN(tried.score()) ? Double.POSITIVE_INFINITY : -tried.score()));
      int going =
          budget == budgets.get(budgets.size() - 1) ? 0 : (left.size() + ONE_IN - 1) / ONE_IN;
      outcome.addAll(0, round.subList(going, round.size()));
      left = round.subList(0, going).stream().map(Tried::candidate).toList();
    }
    return outcome;
  }
}

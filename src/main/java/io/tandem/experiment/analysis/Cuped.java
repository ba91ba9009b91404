package io.tandem.experiment.analysis;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An effect less what the customers' past explains of it (CUPED, Deng, Xu, Kohavi and Walker 2013).
 *
 * <p>The customers' scores, each with its arm's value, are regressed on revenue and orders before
 * enrolment, and on whether there was a past at all: one regression over all compared arms, about
 * the mean of all. A covariate that does not vary, or follows from those before it, is left out;
 * each that is not costs a degree of freedom.
 *
 * @param estimate the adjusted effect
 * @param variance of it
 * @param freedom degrees of freedom of the t distribution; infinite for a ratio
 * @param thetas by covariate, what one unit of it explains; only those that vary
 */
public record Cuped(
    double estimate, double variance, double freedom, Map<Variable, Double> thetas) {
  private static final List<Variable> COVARIATES =
      List.of(Variable.PRE_REVENUE, Variable.PRE_ORDER_COUNT, Variable.HAS_PRE);

  /**
   * Of a contrast on a metric; empty where no past varies, an arm's value has no variance, or there
   * are too few customers to tell.
   */
  public static Optional<Cuped> of(Contrast contrast, Metric metric, Map<String, Moments> arms) {
    Map<String, Moments> compared = new TreeMap<>();
    for (String arm : contrast.weights().keySet()) {
      compared.put(arm, arms.getOrDefault(arm, Moments.none()));
    }
    if (compared.values().stream()
        .anyMatch(arm -> Double.isNaN(ArmValue.of(metric, arm).variance()))) {
      return Optional.empty();
    }
    Map<Variable, Double> thetas = thetas(metric, compared.values());
    double freedom = (double) pooled(compared.values()).count() - compared.size();
    return thetas.isEmpty() || freedom <= thetas.size()
        ? Optional.empty()
        : Optional.of(adjusted(contrast, metric, compared, thetas, freedom));
  }

  private static Cuped adjusted(
      Contrast contrast,
      Metric metric,
      Map<String, Moments> arms,
      Map<Variable, Double> thetas,
      double freedom) {
    double estimate = 0;
    double variance = 0;
    double spread = 0;
    for (Map.Entry<String, Double> compared : contrast.weights().entrySet()) {
      Moments moments = arms.get(compared.getKey());
      double weight = compared.getValue();
      double[] rest = metric.score(moments);
      double value = ArmValue.of(metric, moments).value();
      for (Map.Entry<Variable, Double> theta : thetas.entrySet()) {
        rest[theta.getKey().index()] -= theta.getValue();
        value -= theta.getValue() * moments.sum(theta.getKey()) / moments.count();
      }
      double part = weight * weight * ArmValue.variance(metric, moments, rest);
      estimate += weight * value;
      variance += part;
      spread += part * part / (moments.count() - 1);
    }
    double left = freedom - thetas.size();
    return new Cuped(
        estimate,
        variance * freedom / left,
        metric.isRatio() ? Double.POSITIVE_INFINITY : Math.min(left, variance * variance / spread),
        thetas);
  }

  private static Map<Variable, Double> thetas(Metric metric, Collection<Moments> arms) {
    int size = COVARIATES.size();
    Moments pooled = pooled(arms);
    double[][] squares = new double[size][size];
    double[] products = new double[size];
    for (int i = 0; i < size; i++) {
      double[] one = Moments.only(COVARIATES.get(i));
      products[i] = withScores(metric, arms, COVARIATES.get(i));
      for (int j = 0; j < size; j++) {
        squares[i][j] = pooled.crossDeviations(one, Moments.only(COVARIATES.get(j)));
      }
    }
    double[] coefficients = LeastSquares.coefficients(squares, products);
    Map<Variable, Double> thetas = new EnumMap<>(Variable.class);
    for (int i = 0; i < size; i++) {
      if (!Double.isNaN(coefficients[i])) {
        thetas.put(COVARIATES.get(i), coefficients[i]);
      }
    }
    return thetas;
  }

  /**
   * Σ over all customers of (score + arm's value − mean of all) × (covariate − its mean of all):
   * within the arms, and of the arms' means.
   */
  private static double withScores(Metric metric, Collection<Moments> arms, Variable covariate) {
    Moments pooled = pooled(arms);
    double meanOfAll = pooled.sum(covariate) / pooled.count();
    double sum = 0;
    for (Moments arm : arms) {
      double value = ArmValue.of(metric, arm).value();
      sum +=
          arm.crossDeviations(metric.score(arm), Moments.only(covariate))
              // The deviations of the means add up to 0, so any constant may be left in the value.
              + value * (arm.sum(covariate) - arm.count() * meanOfAll);
    }
    return sum;
  }

  private static Moments pooled(Collection<Moments> arms) {
    return arms.stream().reduce(Moments.none(), Moments::plus);
  }

  /** Of the estimate. */
  public double standardError() {
    return Math.sqrt(variance);
  }

  /** Half of the 95 % interval of the estimate; NaN where there is no chance in it. */
  public double halfWidth() {
    return StudentT.quantile(freedom) * standardError();
  }
}

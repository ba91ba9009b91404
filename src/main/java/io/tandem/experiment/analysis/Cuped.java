package io.tandem.experiment.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealVector;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * An effect less what the customers' past explains of it (CUPED, Deng, Xu, Kohavi and Walker 2013).
 *
 * <p>The customers' scores are regressed on revenue and orders before enrolment, and on whether
 * there was a past at all: one regression over all compared arms, about the mean of all. What does
 * not vary is left out; what follows from the others counts once.
 *
 * @param estimate the adjusted effect
 * @param variance of it
 * @param thetas by covariate, what one unit of it explains; only those that vary
 */
public record Cuped(double estimate, double variance, Map<Variable, Double> thetas) {
  private static final List<Variable> COVARIATES =
      List.of(Variable.PRE_REVENUE, Variable.PRE_ORDER_COUNT, Variable.HAS_PRE);

  /** Of a contrast on a metric; empty where no past varies, or an arm has no value. */
  public static Optional<Cuped> of(Contrast contrast, Metric metric, Map<String, Moments> arms) {
    Map<String, Moments> compared = new TreeMap<>();
    for (String arm : contrast.weights().keySet()) {
      Moments moments = arms.getOrDefault(arm, Moments.none());
      if (Double.isNaN(ArmValue.of(metric, moments).variance())) {
        return Optional.empty();
      }
      compared.put(arm, moments);
    }
    Moments pooled = pooled(compared);
    List<Variable> varying = new ArrayList<>();
    for (Variable covariate : COVARIATES) {
      double[] weights = only(covariate);
      if (pooled.crossDeviations(weights, weights) > 0) {
        varying.add(covariate);
      }
    }
    return varying.isEmpty()
        ? Optional.empty()
        : Optional.of(adjusted(contrast, metric, compared, varying));
  }

  private static Cuped adjusted(
      Contrast contrast, Metric metric, Map<String, Moments> arms, List<Variable> covariates) {
    Map<Variable, Double> thetas = regress(metric, arms, covariates);
    double estimate = 0;
    double variance = 0;
    for (Map.Entry<String, Double> compared : contrast.weights().entrySet()) {
      Moments moments = arms.get(compared.getKey());
      double weight = compared.getValue();
      double[] rest = metric.score(moments).clone();
      double adjustment = 0;
      for (Map.Entry<Variable, Double> theta : thetas.entrySet()) {
        rest[theta.getKey().ordinal()] -= theta.getValue();
        adjustment += theta.getValue() * moments.sum(theta.getKey()) / moments.count();
      }
      estimate += weight * (ArmValue.of(metric, moments).value() - adjustment);
      variance +=
          weight
              * weight
              * moments.crossDeviations(rest, rest)
              / (moments.count() - 1)
              / moments.count();
    }
    return new Cuped(estimate, variance, thetas);
  }

  /** Least squares, the covariates in standard deviations so that none outweighs the others. */
  private static Map<Variable, Double> regress(
      Metric metric, Map<String, Moments> arms, List<Variable> covariates) {
    int size = covariates.size();
    Moments pooled = pooled(arms);
    double[] scale = new double[size];
    for (int i = 0; i < size; i++) {
      double[] weights = only(covariates.get(i));
      scale[i] = Math.sqrt(pooled.crossDeviations(weights, weights));
    }
    Array2DRowRealMatrix alike = new Array2DRowRealMatrix(size, size);
    RealVector explained = new ArrayRealVector(size);
    for (int i = 0; i < size; i++) {
      double[] one = only(covariates.get(i));
      explained.setEntry(i, ofScores(metric, arms, one) / scale[i]);
      for (int j = 0; j < size; j++) {
        double[] other = only(covariates.get(j));
        alike.setEntry(i, j, pooled.crossDeviations(one, other) / (scale[i] * scale[j]));
      }
    }
    RealVector thetas = new SingularValueDecomposition(alike).getSolver().solve(explained);
    Map<Variable, Double> named = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      named.put(covariates.get(i), thetas.getEntry(i) / scale[i]);
    }
    return named;
  }

  /**
   * Σ over all customers of (score + arm's value − mean of all) × (covariate − its mean of all).
   */
  private static double ofScores(Metric metric, Map<String, Moments> arms, double[] covariate) {
    double count = arms.values().stream().mapToLong(Moments::count).sum();
    double valueOfAll = 0;
    double meanOfAll = 0;
    for (Moments arm : arms.values()) {
      valueOfAll += arm.count() / count * ArmValue.of(metric, arm).value();
      meanOfAll += arm.sum(covariate) / count;
    }
    double sum = 0;
    for (Moments arm : arms.values()) {
      sum +=
          arm.crossDeviations(metric.score(arm), covariate)
              + arm.count()
                  * (ArmValue.of(metric, arm).value() - valueOfAll)
                  * (arm.sum(covariate) / arm.count() - meanOfAll);
    }
    return sum;
  }

  private static Moments pooled(Map<String, Moments> arms) {
    return arms.values().stream().reduce(Moments.none(), Moments::plus);
  }

  private static double[] only(Variable variable) {
    double[] weights = new double[Variable.COUNT];
    weights[variable.ordinal()] = 1;
    return weights;
  }
}

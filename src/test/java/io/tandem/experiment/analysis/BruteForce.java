package io.tandem.experiment.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;

/**
 * The same statistics from the customers themselves, in two passes, as a textbook writes them: AOV
 * by scores (R − A·N)/N̄.
 */
final class BruteForce {
  private static final int REVENUE = Variable.REVENUE.index();
  private static final int ORDERS = Variable.ORDER_COUNT.index();
  private static final int PRE_REVENUE = Variable.PRE_REVENUE.index();

  /** Estimate and standard error of the AOV. */
  static double[] averageOrderValue(Map<String, Double> weights, Map<String, List<double[]>> arms) {
    double estimate = 0;
    double variance = 0;
    for (Map.Entry<String, Double> weight : weights.entrySet()) {
      double[] values = pseudoValues(arms.get(weight.getKey()));
      estimate += weight.getValue() * mean(values);
      variance += weight.getValue() * weight.getValue() * variance(values) / values.length;
    }
    return new double[] {estimate, Math.sqrt(variance)};
  }

  /**
   * The same less what regression on revenue, orders and having a past explains: estimate, standard
   * error, coefficients.
   */
  static double[] adjustedOrderValue(
      Map<String, Double> weights, Map<String, List<double[]>> arms) {
    List<double[]> rows = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    for (String arm : weights.keySet()) {
      for (double[] customer : arms.get(arm)) {
        rows.add(
            new double[] {
              1, customer[PRE_REVENUE], customer[PRE_REVENUE + 1], customer[PRE_REVENUE + 2]
            });
      }
      for (double value : pseudoValues(arms.get(arm))) {
        all.add(value);
      }
    }
    double[] thetas =
        new QRDecomposition(MatrixUtils.createRealMatrix(rows.toArray(double[][]::new)))
            .getSolver()
            .solve(new ArrayRealVector(all.toArray(Double[]::new)))
            .toArray();
    double estimate = 0;
    double variance = 0;
    int row = 0;
    for (Map.Entry<String, Double> weight : weights.entrySet()) {
      double[] rest = pseudoValues(arms.get(weight.getKey()));
      for (int i = 0; i < rest.length; i++, row++) {
        for (int covariate = 1; covariate < thetas.length; covariate++) {
          rest[i] -= thetas[covariate] * rows.get(row)[covariate];
        }
      }
      estimate += weight.getValue() * mean(rest);
      variance += weight.getValue() * weight.getValue() * variance(rest) / rest.length;
    }
    double freedom = rows.size() - weights.size();
    return new double[] {
      estimate, Math.sqrt(variance * freedom / (freedom - 3)), thetas[1], thetas[2], thetas[3]
    };
  }

  /** A customer's score and the arm's AOV. */
  private static double[] pseudoValues(List<double[]> customers) {
    double revenue = customers.stream().mapToDouble(customer -> customer[REVENUE]).sum();
    double orders = customers.stream().mapToDouble(customer -> customer[ORDERS]).sum();
    double value = revenue / orders;
    return customers.stream()
        .mapToDouble(
            customer ->
                value
                    + (customer[REVENUE] - value * customer[ORDERS]) / (orders / customers.size()))
        .toArray();
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  static double variance(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }

  private BruteForce() {}
}

package io.tandem.retention.lifetime;

import java.io.Serializable;

/**
 * A function of several parameters at one point.
 *
 * @param value of the function
 * @param gradient its derivatives by each parameter
 */
public record Slope(double value, double[] gradient) implements Serializable {
  /** The sum of two functions. */
  public Slope plus(Slope other) {
    double[] sum = new double[gradient.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = gradient[i] + other.gradient[i];
    }
    return new Slope(value + other.value, sum);
  }
}

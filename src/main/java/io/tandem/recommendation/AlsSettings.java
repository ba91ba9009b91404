package io.tandem.recommendation;

import io.tandem.recommendation.als.LeastSquares.Confidence;
import io.tandem.refusal.Refusal;

/**
 * Implicit-feedback ALS (Hu, Koren &amp; Volinsky 2008); {@code reference.conf} explains each
 * setting.
 *
 * @param factors latent dimensions
 * @param iterations sweeps over customers and products
 * @param alpha confidence of a preference of weight w is 1 + alpha · w
 * @param regularization pull towards zero
 * @param regularizationExponent the power of the number of preferences that multiplies it
 * @param seed of the first factors
 * @param warmStart begin with the products' factors of the last published run
 */
public record AlsSettings(
    int factors,
    int iterations,
    double alpha,
    double regularization,
    double regularizationExponent,
    long seed,
    boolean warmStart) {
  public AlsSettings {
    Refusal.unless(factors >= 1, "factors", factors, "at least 1");
    Refusal.unless(iterations >= 1, "iterations", iterations, "at least 1");
    Refusal.unless(alpha > 0, "alpha", alpha, "above 0");
    Refusal.unless(regularization >= 0, "regularization", regularization, "at least 0");
    Refusal.unless(
        regularizationExponent >= 0,
        "regularization-exponent",
        regularizationExponent,
        "at least 0");
  }

  /** What a preference counts in the model. */
  Confidence confidence() {
    return new Confidence(alpha, regularization, regularizationExponent);
  }
}

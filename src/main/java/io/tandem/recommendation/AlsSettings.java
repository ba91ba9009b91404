package io.tandem.recommendation;

import io.tandem.refusal.Refusal;

/**
 * Implicit-feedback ALS (Hu, Koren &amp; Volinsky 2008); {@code reference.conf} explains each
 * setting.
 *
 * @param factors latent dimensions
 * @param iterations sweeps over customers and products
 * @param alpha confidence of a preference of weight w is 1 + alpha · w
 * @param regularization pull towards zero; MLlib multiplies it by the number of preferences
 * @param seed of the first factors
 */
public record AlsSettings(
    int factors, int iterations, double alpha, double regularization, long seed) {
  public AlsSettings {
    Refusal.unless(factors >= 1, "factors", factors, "at least 1");
    Refusal.unless(iterations >= 1, "iterations", iterations, "at least 1");
    Refusal.unless(alpha > 0, "alpha", alpha, "above 0");
    Refusal.unless(regularization >= 0, "regularization", regularization, "at least 0");
  }
}

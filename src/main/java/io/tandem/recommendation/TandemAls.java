package io.tandem.recommendation;

import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.Gram;

/**
 * Implicit-feedback ALS with a kernel of our own. The two sides of a shop are not alike: products
 * are few enough to stand in every executor, customers are not. So users' factors stay in their
 * partitions, and each block of items is sent those it needs, by out-links; items' factors are
 * broadcast. No result depends on the number of blocks, nor on who computes which.
 */
final class TandemAls implements Factorization {
  /** Steps of conjugate gradient in each half of a sweep. */
  static final int STEPS = 3;

  @Override
  public Factors factorize(PreferenceBlocks preferences, FactorRows start, AlsSettings settings) {
    UserSide users = new UserSide(preferences, settings);
    try (ItemSide items = ItemSide.of(preferences, start, settings)) {
      for (int sweep = 0; sweep < settings.iterations(); sweep++) {
        Gram gram = users.move(items.factors(), items.gram());
        items.move(users.factors(), gram);
      }
      users.move(items.factors(), items.gram());
      return new Factors(users.factors(), items.factors());
    } catch (RuntimeException failed) {
      users.close();
      throw failed;
    }
  }
}

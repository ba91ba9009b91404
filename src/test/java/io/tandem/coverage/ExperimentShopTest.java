package io.tandem.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.experiment.analysis.ArmValue;
import io.tandem.experiment.analysis.Contrast;
import io.tandem.experiment.analysis.Metric;
import java.util.List;
import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

class ExperimentShopTest {
  private static final long SEED = 23;
  private static final ExperimentShop SHOP = ExperimentShop.likeTheSample();

  @Test
  void leversDoWhatIsPlanted() {
    Contrast crossSelling = ExperimentShop.CONTRASTS.get(0);
    Contrast personalization = ExperimentShop.CONTRASTS.get(1);
    Contrast interaction = ExperimentShop.CONTRASTS.get(2);
    // Beside the mean of 1 and .99: .12 / .995.
    assertThat(SHOP.relativeTruth(crossSelling, Metric.AVERAGE_ORDER_VALUE, 90))
        .isCloseTo(.12 / .995, within(1e-12));
    assertThat(SHOP.truth(crossSelling, Metric.REPEAT_PURCHASE_RATE, 90))
        .isCloseTo(.01, within(1e-12));
    assertThat(SHOP.truth(personalization, Metric.REPEAT_PURCHASE_RATE, 90))
        .isCloseTo(.07, within(1e-12));
    assertThat(SHOP.truth(interaction, Metric.AVERAGE_ORDER_VALUE, 90)).isCloseTo(0, within(1e-12));
    assertThat(SHOP.withoutEffects().truth(crossSelling, Metric.AVERAGE_ORDER_VALUE, 90)).isZero();
  }

  /** A hundred thousand customers of each cell come as near to the formulas as chance allows. */
  @Test
  void theTruthIsWhatAVeryLargeDrawComesTo() {
    for (int days : new int[] {30, 90}) {
      ExperimentDraw draw = ExperimentDraw.none();
      RandomDataGenerator random = new RandomDataGenerator(SEED);
      for (int i = 0; i < 8; i++) {
        draw = draw.plus(ExperimentDraw.of(SHOP, 50_000, days, random));
      }
      for (String cell : ExperimentShop.CELLS) {
        for (Metric metric :
            List.of(
                Metric.AVERAGE_ORDER_VALUE,
                Metric.REVENUE_PER_CUSTOMER,
                Metric.ORDERS_PER_CUSTOMER,
                Metric.REPEAT_PURCHASE_RATE)) {
          ArmValue drawn = ArmValue.of(metric, draw.customers().get(cell));
          assertThat(drawn.value())
              .as("seed %d, %s of %s at %d days", SEED, metric, cell, days)
              .isCloseTo(SHOP.truth(metric, cell, days), within(4 * drawn.standardError()));
          assertThat(drawn.standardError() / drawn.value()).isLessThan(.011);
        }
      }
    }
  }
}

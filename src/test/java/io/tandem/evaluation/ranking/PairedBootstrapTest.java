package io.tandem.evaluation.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
  @Test
  void theIntervalIsThatOfTheMean() {
    Random random = new Random(3);
    PairedBootstrap bootstrap = new PairedBootstrap();
    Mean mean = Mean.NONE;
    for (int customer = 0; customer < 2_000; customer++) {
      double difference = 0.1 + 0.3 * random.nextGaussian();
      bootstrap.add(customer, difference);
      mean = mean.with(difference);
    }
    double standardError = 0.3 / Math.sqrt(2_000);
    assertThat(bootstrap.difference()).isEqualTo(mean.value());
    assertThat(bootstrap.upper() - bootstrap.difference())
        .isCloseTo(1.96 * standardError, offset(0.2 * 1.96 * standardError));
    assertThat(bootstrap.difference() - bootstrap.lower())
        .isCloseTo(1.96 * standardError, offset(0.2 * 1.96 * standardError));
  }

  /** Differences whose mean is 0: of 400 such intervals about 20 leave 0 out. */
  @Test
  void coversTheTruthAsOftenAsItSays() {
    Random random = new Random(4);
    int outside = 0;
    for (int shop = 0; shop < 400; shop++) {
      PairedBootstrap bootstrap = new PairedBootstrap();
      for (int customer = 0; customer < 300; customer++) {
        bootstrap.add(shop * 1_000L + customer, random.nextInt(5) == 0 ? random.nextGaussian() : 0);
      }
      outside += bootstrap.lower() > 0 || bootstrap.upper() < 0 ? 1 : 0;
    }
    assertThat(outside).isBetween(8, 36); // 20 expected; both bounds are far out
  }

  @Test
  void partsOfCustomersAddUpToAll() {
    Random random = new Random(5);
    PairedBootstrap all = new PairedBootstrap();
    PairedBootstrap one = new PairedBootstrap();
    PairedBootstrap other = new PairedBootstrap();
    for (int customer = 0; customer < 500; customer++) {
      double difference = random.nextDouble() - 0.4;
      all.add(customer, difference);
      (customer % 3 == 0 ? one : other).add(customer, difference);
    }
    PairedBootstrap both = other.plus(one);
    assertThat(both.count()).isEqualTo(500);
    assertThat(both.difference()).isEqualTo(all.difference());
    assertThat(both.lower()).isEqualTo(all.lower());
    assertThat(both.upper()).isEqualTo(all.upper());
  }
}

package io.tandem.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClopperPearsonTest {
  @Test
  void agreesWithClosedForms() {
    for (int trials : new int[] {1, 5, 40, 1_000_000}) {
      assertThat(ClopperPearson.lower(0, trials)).isZero();
      // All: p^n = 2.5 %. One: 1 − (1 − p)^n = 2.5 %.
      assertThat(ClopperPearson.lower(trials, trials))
          .isCloseTo(Math.pow(0.025, 1.0 / trials), within(1e-10));
      assertThat(ClopperPearson.lower(1, trials))
          .isCloseTo(1 - Math.pow(0.975, 1.0 / trials), within(1e-10));
    }
  }

  @Test
  void leavesTwoAndAHalfPercentOutside() {
    for (int trials = 1; trials <= 60; trials++) {
      for (int successes = 1; successes <= trials; successes++) {
        double lower = ClopperPearson.lower(successes, trials);
        assertThat(atLeast(successes, trials, lower))
            .as("%d of %d", successes, trials)
            .isCloseTo(0.025, within(1e-9));
      }
    }
  }

  /** Near the normal approximation, p − Z √(p(1 − p)/n), where there is much to go by. */
  @Test
  void narrowsWithTheCount() {
    assertThat(ClopperPearson.lower(500_000, 1_000_000))
        .isCloseTo(0.5 - Normal.Z * 0.5 / 1000, within(2e-6));
  }

  @Test
  void refusesCountsThatCannotBe() {
    assertThatThrownBy(() -> ClopperPearson.lower(3, 2))
        .hasMessage("Invalid successes: 3 (must be from 0 to 2)");
    assertThatThrownBy(() -> ClopperPearson.lower(0, -1)).hasMessageContaining("Invalid trials");
  }

  /** P(X ≥ successes), term by term. */
  private static double atLeast(int successes, int trials, double p) {
    double term = Math.pow(1 - p, trials);
    double below = 0;
    for (int x = 0; x < successes; x++) {
      below += term;
      term *= (double) (trials - x) / (x + 1) * p / (1 - p);
    }
    return 1 - below;
  }
}

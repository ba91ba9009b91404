package io.tandem.evaluation.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.evaluation.ranking.Gate.NightBefore;
import io.tandem.evaluation.ranking.Gate.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Gate GATE = new Gate(300);

  private static final Optional<NightBefore> NONE = Optional.empty();
  private static final Optional<NightBefore> WITHHELD = Optional.of(new NightBefore(false, false));
  private static final Optional<NightBefore> PUBLISHED = Optional.of(new NightBefore(true, false));
  private static final Optional<NightBefore> PUBLISHED_BUT_WORSE =
      Optional.of(new NightBefore(true, true));

  private static final Optional<PairedBootstrap> BETTER = lead(400, 0.1);
  private static final Optional<PairedBootstrap> THE_SAME = lead(400, 0);
  private static final Optional<PairedBootstrap> WORSE = lead(400, -0.1);
  private static final Optional<PairedBootstrap> BETTER_FOR_A_FEW = lead(299, 0.1);
  private static final Optional<PairedBootstrap> WORSE_FOR_A_FEW = lead(299, -0.1);

  /** Customers whose differences are .3 above and .3 below the mean in turns. */
  private static Optional<PairedBootstrap> lead(int customers, double mean) {
    PairedBootstrap lead = new PairedBootstrap();
    for (int customer = 0; customer < customers; customer++) {
      lead.add(customer, mean + (customer % 2 == 0 ? 0.3 : -0.3));
    }
    return Optional.of(lead);
  }

  private static boolean passes(Optional<PairedBootstrap> lead, Optional<NightBefore> before) {
    return GATE.decide(lead, before).isPublished();
  }

  @Test
  void theFirstTimeItMustBeShownToBeBetter() {
    for (Optional<NightBefore> before : List.of(NONE, WITHHELD)) {
      assertThat(passes(BETTER, before)).isTrue();
      assertThat(passes(THE_SAME, before)).isFalse();
      assertThat(passes(WORSE, before)).isFalse();
      assertThat(GATE.decide(THE_SAME, before).isWarning()).isTrue();
      assertThat(GATE.decide(BETTER, before).isWarning()).isFalse();
    }
  }

  @Test
  void whatIsPublishedIsWithdrawnWhenItIsWorseTwoNightsRunning() {
    assertThat(passes(THE_SAME, PUBLISHED)).isTrue();
    assertThat(passes(WORSE, PUBLISHED)).isTrue();
    assertThat(GATE.decide(WORSE, PUBLISHED).isWarning()).isTrue();
    assertThat(passes(WORSE, PUBLISHED_BUT_WORSE)).isFalse();
    assertThat(passes(THE_SAME, PUBLISHED_BUT_WORSE)).isTrue();
    assertThat(GATE.decide(THE_SAME, PUBLISHED_BUT_WORSE).isWarning()).isFalse();
  }

  @Test
  void tooFewCustomersChangeNothing() {
    assertThat(passes(WORSE_FOR_A_FEW, PUBLISHED_BUT_WORSE)).isTrue();
    assertThat(passes(BETTER_FOR_A_FEW, WITHHELD)).isFalse();
    assertThat(passes(WORSE_FOR_A_FEW, NONE)).isTrue();
    assertThat(passes(Optional.empty(), PUBLISHED)).isTrue();
    assertThat(passes(Optional.empty(), WITHHELD)).isFalse();
    Verdict verdict = GATE.decide(WORSE_FOR_A_FEW, NONE);
    assertThat(verdict.because()).isEqualTo("299 customers to judge by, which is fewer than 300");
  }
}

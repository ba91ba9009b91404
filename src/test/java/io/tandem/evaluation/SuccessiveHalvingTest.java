package io.tandem.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.evaluation.SuccessiveHalving.Tried;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuccessiveHalvingTest {
  private static final SuccessiveHalving SEARCH = new SuccessiveHalving(List.of(1, 3, 9));

  private static final List<Integer> NINE = IntStream.range(0, 9).boxed().toList();

  @Test
  void theBestThirdGoesOnWithMore() {
    List<String> trials = new ArrayList<>();
    List<Tried<Integer>> tried =
        SEARCH.search(
            NINE,
            (candidate, budget) -> {
              trials.add(candidate + "x" + budget);
              return -Math.abs(candidate - 6) + budget / 100.0;
            });
    assertThat(trials)
        .containsExactly(
            "0x1", "1x1", "2x1", "3x1", "4x1", "5x1", "6x1", "7x1", "8x1", // all
            "6x3", "5x3", "7x3", // the best three; 5 and 7 tie
            "6x9");
    assertThat(tried.get(0)).isEqualTo(new Tried<>(6, 9, 0.09));
    assertThat(tried).hasSize(9);
    assertThat(tried.subList(1, 3)).extracting(Tried::budget).containsOnly(3);
    assertThat(tried.get(8).candidate()).isZero();
  }

  @Test
  void whatGetsBetterWithMoreMayWinInTheEnd() {
    // Candidate 1 is second at first and first with more.
    List<Tried<Integer>> tried =
        SEARCH.search(
            List.of(0, 1, 2, 3), (candidate, budget) -> candidate == 1 ? budget : 2 - candidate);
    assertThat(tried.get(0).candidate()).isEqualTo(1);
  }

  @Test
  void whatIsNotANumberIsWorst() {
    List<Tried<Integer>> tried =
        SEARCH.search(List.of(0, 1), (candidate, budget) -> candidate == 0 ? Double.NaN : -5);
    assertThat(tried.get(0).candidate()).isEqualTo(1);
    assertThat(SEARCH.search(List.of(7), (candidate, budget) -> Double.NaN)).hasSize(1);
  }
}

package io.tandem.evaluation.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreboardTest {
  private static final RankingMetric PRECISION = new Precision();
  private static final RankingMetric RECALL = new Recall();

  private static Scoreboard empty() {
    return new Scoreboard(List.of("clever", "plain"), "plain", List.of("all", "new"));
  }

  private static Hits hits(int relevant, int... ranks) {
    return new Hits(ranks, relevant);
  }

  @Test
  void eachCellIsTheMeanOverTheCustomersOfItsSlice() {
    Scoreboard board = empty();
    board.add("all", new Hits[] {hits(2, 1, 7), hits(2, 3)});
    board.add("all", new Hits[] {hits(1), hits(1, 12)});
    board.add("new", new Hits[] {hits(4, 2), hits(4)});

    assertThat(board.value("clever", "all", PRECISION, 5).value())
        .isCloseTo((1.0 / 5 + 0) / 2, offset(1e-9));
    assertThat(board.value("clever", "all", PRECISION, 10).value())
        .isCloseTo((2.0 / 10 + 0) / 2, offset(1e-9));
    assertThat(board.value("clever", "all", RECALL, 20).value())
        .isCloseTo((2.0 / 2 + 0) / 2, offset(1e-9));
    assertThat(board.value("plain", "all", RECALL, 20).value())
        .isCloseTo((1.0 / 2 + 1.0 / 1) / 2, offset(1e-9));
    assertThat(board.difference("clever", "all", RECALL, 20).value())
        .isCloseTo((0.5 - 1.0) / 2, offset(1e-9));
    assertThat(board.difference("plain", "all", RECALL, 20).value()).isZero();
    assertThat(board.value("clever", "new", RECALL, 5).value()).isCloseTo(0.25, offset(1e-9));
    assertThat(board.value("clever", "new", RECALL, 5).count()).isEqualTo(1);
  }

  @Test
  void boardsOfDifferentCustomersAddUp() {
    Scoreboard one = empty();
    one.add("all", new Hits[] {hits(2, 1, 7), hits(2, 3)});
    Scoreboard other = empty();
    other.add("all", new Hits[] {hits(3, 2), hits(3, 1)});
    other.add("new", new Hits[] {hits(3, 2), hits(3, 1)});
    Scoreboard whole = empty();
    whole.add("all", new Hits[] {hits(3, 2), hits(3, 1)});
    whole.add("all", new Hits[] {hits(2, 1, 7), hits(2, 3)});
    whole.add("new", new Hits[] {hits(3, 2), hits(3, 1)});

    Scoreboard sum = one.plus(other);
    for (String model : sum.models()) {
      for (String slice : sum.slices()) {
        for (RankingMetric metric : RankingMetric.ALL) {
          for (int k : Scoreboard.CUTOFFS) {
            assertThat(sum.value(model, slice, metric, k))
                .isEqualTo(whole.value(model, slice, metric, k));
            assertThat(sum.difference(model, slice, metric, k))
                .isEqualTo(whole.difference(model, slice, metric, k));
          }
        }
      }
    }
  }

  @Test
  void isEmptyUntilACustomerIsAdded() {
    Scoreboard board = empty();
    assertThat(board.isEmpty()).isTrue();
    board.add("new", new Hits[] {hits(1), hits(1)});
    assertThat(board.isEmpty()).isFalse();
  }
}

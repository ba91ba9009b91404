package io.tandem.recommendation.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GramTest {
  private static final int FACTORS = 5;

  @Test
  void isTheProductOfEachFactorWithEach() {
    FactorRows rows = FactorRows.zero(3, 2);
    rows.set(0, new float[] {1, 2});
    rows.set(1, new float[] {3, 0.5f});
    rows.set(2, new float[] {0, -1});
    float[] matrix = Gram.of(rows, 2).matrix();
    int stride = rows.stride();
    assertThat(matrix[0]).isEqualTo(1f + 9);
    assertThat(matrix[1]).isEqualTo(2f + 1.5f);
    assertThat(matrix[stride]).isEqualTo(matrix[1]);
    assertThat(matrix[stride + 1]).isEqualTo(4 + 0.25f + 1);
    assertThat(matrix[2]).isZero();
  }

  @Test
  void doesNotDependOnWhoHasWhichChunks() {
    int count = 3_001;
    FactorRows all = rows(count);
    float[] expected = Gram.of(all, new RowBlocks(count, 1).chunk()).matrix();
    for (int blocks : new int[] {2, 3, 7, 200}) {
      RowBlocks dealt = new RowBlocks(count, blocks);
      List<Gram> parts = new ArrayList<>();
      for (int block = 0; block < blocks; block++) {
        int number = block;
        int[] mine =
            IntStream.range(0, dealt.size(block)).map(place -> dealt.row(number, place)).toArray();
        parts.add(Gram.of(all.rows(mine), dealt.chunk()));
      }
      Collections.shuffle(parts, new Random(blocks));
      Gram sum = parts.stream().reduce(Gram::plus).orElseThrow();
      assertThat(sum.matrix()).as(blocks + " blocks").isEqualTo(expected);
    }
  }

  @Test
  void keepsItsDigitsOverManyRows() {
    int count = 200_000;
    FactorRows rows = rows(count);
    double exact = 0;
    for (int i = 0; i < count; i++) {
      exact += (double) rows.row(i)[1] * rows.row(i)[1];
    }
    float found = Gram.of(rows, 256).matrix()[rows.stride() + 1];
    assertThat((double) found).isCloseTo(exact, offset(1e-5 * exact));
  }

  private static FactorRows rows(int count) {
    return StartingFactors.of(
        IntStream.range(0, count).mapToObj(String::valueOf).toList(), FACTORS, 1);
  }
}

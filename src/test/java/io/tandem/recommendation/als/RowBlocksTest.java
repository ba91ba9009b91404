package io.tandem.recommendation.als;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowBlocksTest {
  @Test
  void everyRowHasOnePlaceAndEveryPlaceOneRow() {
    for (int rows : new int[] {1, 2, 255, 256, 1_000, 70_001}) {
      for (int blocks : new int[] {1, 2, 7, 64}) {
        RowBlocks dealt = new RowBlocks(rows, blocks);
        int[] seen = new int[blocks];
        for (int row = 0; row < rows; row++) {
          int block = dealt.block(row);
          assertThat(dealt.row(block, dealt.place(row))).isEqualTo(row);
          assertThat(dealt.place(row)).isEqualTo(seen[block]++);
        }
        for (int block = 0; block < blocks; block++) {
          assertThat(dealt.size(block)).isEqualTo(seen[block]);
        }
      }
    }
  }

  @Test
  void blocksAreAboutEqual() {
    RowBlocks dealt = new RowBlocks(100_000, 7);
    for (int block = 0; block < 7; block++) {
      assertThat(dealt.size(block)).isBetween(100_000 / 7 - 256, 100_000 / 7 + 256);
    }
  }

  @Test
  void chunksDoNotDependOnTheBlocks() {
    for (int rows : new int[] {1, 1_000, 5_000_000}) {
      assertThat(new RowBlocks(rows, 3).chunk()).isEqualTo(new RowBlocks(rows, 100).chunk());
    }
  }
}

package io.tandem.recommendation.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FactorRowsTest {
  @Test
  void travelAsTheyAre() throws IOException, ClassNotFoundException {
    for (int count : new int[] {0, 1, 700}) {
      FactorRows rows =
          StartingFactors.of(IntStream.range(0, count).mapToObj(String::valueOf).toList(), 50, 1);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(rows);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        FactorRows arrived = (FactorRows) in.readObject();
        assertThat(arrived.values()).isEqualTo(rows.values());
        assertThat(arrived.count()).isEqualTo(count);
        assertThat(arrived.factors()).isEqualTo(50);
      }
    }
  }

  @Test
  void directionsHaveLengthOneAndZerosStay() {
    FactorRows rows = FactorRows.zero(2, 2);
    rows.set(0, new float[] {3, 4});
    FactorRows directions = rows.directions();
    assertThat(directions.row(0)).containsExactly(new float[] {0.6f, 0.8f}, offset(1e-6f));
    assertThat(directions.row(1)).containsExactly(0, 0);
  }

  @Test
  void areRefusedWhereNoArrayHoldsThem() {
    assertThatThrownBy(() -> FactorRows.zero(100_000_000, 64))
        .hasMessage("Cannot hold 100,000,000 rows of 64 factors in one array.");
  }

  @Test
  void aRowBeginsWhereItsIdSaysWhoeverElseIsThere() {
    FactorRows few = StartingFactors.of(List.of("tea", "milk"), 8, 42);
    FactorRows more = StartingFactors.of(List.of("bread", "milk", "tea"), 8, 42);
    assertThat(more.row(2)).isEqualTo(few.row(0));
    assertThat(more.row(1)).isEqualTo(few.row(1)).isNotEqualTo(few.row(0));
    assertThat(StartingFactors.of(List.of("tea"), 8, 43).row(0)).isNotEqualTo(few.row(0));
  }
}

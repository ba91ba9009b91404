package io.tandem.publish;

import io.tandem.publish.warehouse.Storage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The hardest change of all broken everywhere: a night that replaces one. */
class FaultsTest extends Faults {

  @ParameterizedTest
  @EnumSource(names = {"DIRECTORIES", "FILES"})
  void aNightThatReplacesOneIsWhollyThereOrNot(Storage.MoveUnit move) throws IOException {
    breakEverywhere("a night again", move, warehouse -> publish(warehouse, "new", DAY));
  }

  @Test
  void aChangeIsEndedInTheWayItWasBegun() throws IOException {
    mendWith(Storage.MoveUnit.DIRECTORIES, Storage.MoveUnit.FILES);
    mendWith(Storage.MoveUnit.FILES, Storage.MoveUnit.DIRECTORIES);
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECTORIES", "FILES"})
  void whoeverIsOvertakenLeavesAllAsItIs(Storage.MoveUnit move) throws IOException {
    overtakeEverywhere(move);
  }
}

package io.tandem.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.publish.warehouse.Storage;
import io.tandem.testing.FaultyFileSystem;
import io.tandem.testing.FaultyFileSystem.Side;
import io.tandem.testing.FaultyFileSystem.Then;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All other changes of a warehouse broken everywhere, and the recovery from a break as well. */
class AllFaultsIT extends Faults {

  @ParameterizedTest
  @EnumSource(names = {"DIRECTORIES", "FILES"})
  void aNewNightIsWhollyThereOrNot(Storage.MoveUnit move) throws IOException {
    breakEverywhere("a new night", move, warehouse -> publish(warehouse, "new", DAY.plusDays(1)));
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECTORIES", "FILES"})
  void aRollBackIsWhollyDoneOrNot(Storage.MoveUnit move) throws IOException {
    breakEverywhere(
        "a roll-back",
        move,
        warehouse -> {
          try (Turn turn = turn(warehouse, "back", move)) {
            new RollBack(warehouse).to("first", Optional.of(turn), line -> {});
          }
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECTORIES", "FILES"})
  void anExpiryIsWhollyDoneOrNot(Storage.MoveUnit move) throws IOException {
    breakEverywhere(
        "an expiry",
        move,
        warehouse -> {
          try (Turn turn = turn(warehouse, "expiry", move)) {
            expire(warehouse, turn);
          }
        });
  }

  /** The start that is to mend is broken as well, and the one after that mends. */
  @ParameterizedTest
  @EnumSource(names = {"DIRECTORIES", "FILES"})
  void aRecoveryThatIsBrokenOffIsRecoveredFrom(Storage.MoveUnit move) throws IOException {
    Map<String, byte[]> old = oldWarehouse(move);
    Change publish = warehouse -> publish(warehouse, "new", DAY);
    int operations = count(old, move, publish);
    int fired = 0;
    for (int first = 3; first <= operations; first += 7) {
      for (int second = 1; ; second++) {
        FaultyFileSystem.restore(old);
        FaultyFileSystem.failAt(first, Side.AFTER, Then.DEATH);
        attempt(move, publish);
        FaultyFileSystem.failAt(second, Side.AFTER, Then.DEATH);
        attempt(
            move,
            warehouse -> {
              try (Turn turn = turn(warehouse, "mending", move)) {
                assertThat(turn).isNotNull();
              }
            });
        if (FaultyFileSystem.fired() == null) {
          break; // It needed fewer operations.
        }
        fired++;
        restartAndLook(
            move, "AFTER operation %d, then %s".formatted(first, FaultyFileSystem.fired()));
      }
    }
    System.out.printf("injected: recovery, %s: %,d points%n", move, fired);
    assertThat(fired).isGreaterThan(100);
  }
}

package io.tandem.publish;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * Puts new folders where old ones stand, all of them or none: the old ones are moved aside and stay
 * there until the last new one stands. A folder that stands cannot be replaced in one step, so for
 * the moment between two renames it is absent.
 */
final class Replacement {
  private final Warehouse warehouse;
  private final Path aside;
  private final Deque<Move> undo = new ArrayDeque<>();

  Replacement(Warehouse warehouse, Path aside) {
    this.warehouse = warehouse;
    this.aside = aside;
  }

  /** Moves each key to its value; where one cannot be moved, everything is put back. */
  void perform(Map<Path, Path> moves) throws IOException {
    try {
      int number = 0;
      for (Map.Entry<Path, Path> move : moves.entrySet()) {
        Path place = move.getValue();
        if (warehouse.exists(place)) {
          Path old = new Path(aside, "%03d".formatted(number++));
          warehouse.move(place, old);
          undo.push(new Move(old, place));
        }
        warehouse.move(move.getKey(), place);
        undo.push(new Move(place, move.getKey()));
      }
    } catch (IOException | RuntimeException failure) {
      putBack(failure);
      throw failure;
    }
  }

  /** Undoes what was done, the last move first. */
  void putBack(Exception failure) {
    for (Move move : undo) {
      try {
        warehouse.move(move.from(), move.to());
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
    undo.clear();
  }

  private record Move(Path from, Path to) {}
}

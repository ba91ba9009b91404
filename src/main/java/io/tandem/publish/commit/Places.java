package io.tandem.publish.commit;

import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import java.io.IOException;

/**
 * How partitions get into their places and out of them. Every step may be begun again from wherever
 * it was broken off, in either direction.
 */
interface Places {
  /**
   * The way a change was begun in is the way it is ended in.
   *
   * @param movesDirectories else single files
   */
  static Places of(Warehouse warehouse, boolean movesDirectories) {
    Storage storage = warehouse.storage();
    return movesDirectories
        ? new DirectoryPlaces(warehouse, storage)
        : new FilePlaces(warehouse, storage);
  }

  /** What is done before {@code _latest.json} says that the new one stands. */
  void take(Move move) throws IOException;

  /** What is done after that. */
  void clear(Move move) throws IOException;

  /** Takes everything back. */
  void undo(Move move) throws IOException;
}

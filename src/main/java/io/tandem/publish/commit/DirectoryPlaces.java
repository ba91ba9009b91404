package io.tandem.publish.commit;

import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * Where a folder moves in one step. A folder that stands cannot be replaced in one step, so for the
 * moment between two renames the place is empty. What is in the place is new once the folder that
 * it comes from is gone and its files are there.
 */
final class DirectoryPlaces implements Places {
  private final Warehouse warehouse;
  private final Storage storage;

  DirectoryPlaces(Warehouse warehouse, Storage storage) {
    this.warehouse = warehouse;
    this.storage = storage;
  }

  @Override
  public void take(Move move) throws IOException {
    Path place = move.place(warehouse);
    if (move.comes().isEmpty()) {
      leave(move, place);
      return;
    }
    Path from = move.from(warehouse);
    if (storage.exists(from)) {
      leave(move, place);
      storage.move(from, place);
    }
    if (!holdsAll(place, move.comingFiles())) {
      throw new IOException(
          "what is to stand in %s is neither there nor in %s"
              .formatted(Warehouse.readable(place), Warehouse.readable(from)));
    }
  }

  private boolean holdsAll(Path directory, List<String> files) throws IOException {
    Set<String> held = new HashSet<>();
    storage.files(directory).forEach(file -> held.add(file.getPath().getName()));
    return held.containsAll(files);
  }

  private void leave(Move move, Path place) throws IOException {
    if (move.goes().isPresent() && storage.exists(place)) {
      storage.move(place, move.to(warehouse));
    }
  }

  @Override
  public void clear(Move move) {
    // The place is clear before the new one comes.
  }

  @Override
  public void undo(Move move) throws IOException {
    Path place = move.place(warehouse);
    if (move.comes().isPresent()
        && !storage.exists(move.from(warehouse))
        && holdsAll(place, move.comingFiles())) {
      storage.move(place, move.from(warehouse));
    }
    if (move.goes().isPresent() && storage.exists(move.to(warehouse)) && !storage.exists(place)) {
      storage.move(move.to(warehouse), place);
    }
  }
}

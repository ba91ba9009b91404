package io.tandem.publish.commit;

import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * Where only single files move, by a copy that appears whole and the removal of the original. Names
 * of data files are nobody else's, so the new ones stand beside the old ones until {@code
 * _latest.json} names the new ones; only then do the old ones go. A file of the same name as
 * before, which is the report's, changes places with the old one.
 */
final class FilePlaces implements Places {
  private final Warehouse warehouse;
  private final Storage storage;

  FilePlaces(Warehouse warehouse, Storage storage) {
    this.warehouse = warehouse;
    this.storage = storage;
  }

  @Override
  public void take(Move move) throws IOException {
    Path place = move.place(warehouse);
    for (String file : move.comingFiles()) {
      Path target = new Path(place, file);
      Path source = new Path(move.from(warehouse), file);
      if (move.goingFiles().contains(file)) {
        exchange(target, new Path(move.to(warehouse), file), source);
      } else {
        bring(source, target);
      }
    }
  }

  @Override
  public void clear(Move move) throws IOException {
    for (String file : move.goingFiles()) {
      if (!move.comingFiles().contains(file)) {
        Path old = new Path(move.place(warehouse), file);
        if (storage.exists(old)) {
          bring(old, new Path(move.to(warehouse), file));
        }
      }
    }
    storage.deleteIfEmpty(move.place(warehouse));
    if (move.comes().isPresent()) {
      storage.deleteIfEmpty(move.from(warehouse));
    }
  }

  @Override
  public void undo(Move move) throws IOException {
    Path place = move.place(warehouse);
    for (String file : move.goingFiles()) {
      Path kept = new Path(move.to(warehouse), file);
      if (move.comingFiles().contains(file)) {
        exchange(new Path(place, file), new Path(move.from(warehouse), file), kept);
      } else if (storage.exists(kept)) {
        bring(kept, new Path(place, file));
      }
    }
    for (String file : move.comingFiles()) {
      Path arrived = new Path(place, file);
      if (!move.goingFiles().contains(file) && storage.exists(arrived)) {
        bring(arrived, new Path(move.from(warehouse), file));
      }
    }
    storage.deleteIfEmpty(place);
  }

  /** Moves a file; one that is there in whole already was copied by who was broken off. */
  private void bring(Path source, Path target) throws IOException {
    if (storage.exists(source)) {
      if (storage.exists(target)) {
        storage.delete(storage.length(source).equals(storage.length(target)) ? source : target);
      }
      if (storage.exists(source)) {
        storage.move(source, target);
      }
    }
    if (!storage.exists(target)) {
      throw new IOException(
          "%s is neither in its place nor in %s"
              .formatted(Warehouse.readable(target), Warehouse.readable(source)));
    }
  }

  /** What is in the place goes, what is to come comes; each lies in one place at the end. */
  private void exchange(Path place, Path goesTo, Path comesFrom) throws IOException {
    if (!storage.exists(comesFrom)) {
      return; // It has come.
    }
    if (storage.exists(place)) {
      if (!storage.exists(goesTo)) {
        storage.move(place, goesTo);
      } else if (isSame(place, goesTo)) {
        storage.delete(place);
      } else {
        storage.delete(comesFrom); // The place holds its copy.
        return;
      }
    }
    storage.move(comesFrom, place);
  }

  private boolean isSame(Path one, Path other) throws IOException {
    return storage.read(one).equals(storage.read(other));
  }
}

package io.tandem.query;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/**
 * One table as it stands in a warehouse.
 *
 * @param name the folder's, as the table is called everywhere
 * @param nights the Parquet files of each published run date, at least one, oldest date first
 */
record PublishedTable(String name, SortedMap<LocalDate, List<Path>> nights) {

  /** The last night with this table. */
  LocalDate newest() {
    return nights.lastKey();
  }

  /** All files, of whatever night. */
  List<Path> files() {
    return nights.values().stream().flatMap(List::stream).toList();
  }
}

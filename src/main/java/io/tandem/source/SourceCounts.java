package io.tandem.source;

import java.util.SortedMap;

/**
 * What became of the rows of one input.
 *
 * @param table the input's name
 * @param read all rows
 * @param valid rows that were typed, those after the run date included
 * @param afterRunDate valid rows that a run of this date does not read
 * @param ignored rows left out on purpose, by the name of the rule
 * @param rejected rows in quarantine, by reason
 * @param rowHash order-independent hash of the typed rows that the run reads: equal rows, equal
 *     hash
 */
public record SourceCounts(
    String table,
    long read,
    long valid,
    long afterRunDate,
    SortedMap<String, Long> ignored,
    SortedMap<String, Long> rejected,
    String rowHash) {

  /** All rows in quarantine. */
  public long rejectedTotal() {
    return total(rejected);
  }

  /** All rows left out on purpose. */
  public long ignoredTotal() {
    return total(ignored);
  }

  private static long total(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}

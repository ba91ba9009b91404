package io.tandem.source;

import io.tandem.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an input lies and how its columns come from the shop's export.
 *
 * @param format a Spark source: csv, json, parquet, orc, jdbc, or a table format's; absent where
 *     the shop has no such input
 * @param path file, folder or glob; absent where the format needs none
 * @param options handed to the Spark source as they are
 * @param columns the input's column → Spark SQL expression over the raw columns
 * @param ignore name → condition over the raw columns: rows left out on purpose
 * @param newestBy where several rows have one key, the first in this order is kept (Spark SQL, as
 *     in ORDER BY)
 * @param maxRejectedFraction share of rejects, of the rows not ignored, beyond which the run stops,
 *     0..1
 */
public record SourceSettings(
    Optional<String> format,
    Optional<String> path,
    Map<String, String> options,
    Map<String, String> columns,
    Map<String, String> ignore,
    List<String> newestBy,
    double maxRejectedFraction) {
  public SourceSettings {
    Refusal.unless(
        maxRejectedFraction >= 0 && maxRejectedFraction <= 1,
        "max-rejected-fraction",
        maxRejectedFraction,
        "in [0, 1]");
  }

  /** Whether the shop has this input. */
  public boolean isPresent() {
    return format.isPresent();
  }
}

package io.tandem.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of one input's rows.
 *
 * @param table the input, in snake_case
 * @param read rows read
 * @param valid rows that entered the computation
 * @param afterRunDate rows left out because they are dated on or after the run date
 * @param ignored rows left out on purpose, by reason; the order is kept
 * @param rejected rows that could not be used, by reason; the order is kept
 */
public record SourceFacts(
    String table,
    long read,
    long valid,
    long afterRunDate,
    Map<String, Long> ignored,
    Map<String, Long> rejected) {
  public SourceFacts {
    ignored = Collections.unmodifiableMap(new LinkedHashMap<>(ignored));
    rejected = Collections.unmodifiableMap(new LinkedHashMap<>(rejected));
  }
}

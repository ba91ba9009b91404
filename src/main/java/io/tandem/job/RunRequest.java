package io.tandem.job;

import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What somebody asked to be run, and what only the outermost layer may know: the date of today and
 * an id that nobody else has.
 *
 * @param command the command, such as {@code nightly}
 * @param runId unique; sorts by time
 * @param startedAt for the manifest, ISO-8601
 * @param today the caller's date
 * @param runDate the first day not read, where the caller chose one
 * @param warehouse folder of the warehouse
 * @param mode whether to publish
 * @param version of Tandem
 * @param build hash of the code, which tells two builds of one version apart
 * @param settings every setting by name, for the manifest
 */
public record RunRequest(
    String command,
    String runId,
    String startedAt,
    LocalDate today,
    Optional<LocalDate> runDate,
    String warehouse,
    Mode mode,
    String version,
    String build,
    SortedMap<String, String> settings) {

  /** Whether the run ends in the warehouse. */
  public enum Mode {
    PUBLISH,
    /** Reads, computes, audits and prints; publishes nothing. */
    DRY_RUN,
    /** Prints what it finds; there is nothing to publish. */
    ANSWER
  }
}

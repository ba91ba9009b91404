package io.tandem.report;

import java.time.LocalDate;
import java.util.List;

/**
 * Which run the page speaks of.
 *
 * @param runDate the first day that was not read; the page's only date, so that a rerun gives the
 *     same page
 * @param timeZone where days and months begin
 * @param version of Tandem
 * @param runId the run in the warehouse's manifest
 * @param sources what became of each input's rows
 */
public record RunFacts(
    LocalDate runDate, String timeZone, String version, String runId, List<SourceFacts> sources) {
  public RunFacts {
    sources = List.copyOf(sources);
  }
}

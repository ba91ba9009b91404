package io.tandem.report.page;

import java.util.List;

/**
 * The whole page, in words.
 *
 * @param headline the run in one sentence
 * @param scope which orders were read
 * @param warnings what must be known before anything is read, each with the section that says more
 * @param runDate the first day that was not read
 * @param levers the two columns, left to right; none where there are no orders
 * @param topics the sections below them
 * @param footer which run and version wrote the page
 * @param assets what the page carries in order to need no network
 */
public record Page(
    String headline,
    String scope,
    List<Pointer> warnings,
    String runDate,
    List<Lever> levers,
    List<Topic> topics,
    String footer,
    Assets assets) {
  public Page {
    warnings = List.copyOf(warnings);
    levers = List.copyOf(levers);
    topics = List.copyOf(topics);
  }

  /** A sentence, and the anchor of the section that says more. */
  public record Pointer(String text, String id) {}
}

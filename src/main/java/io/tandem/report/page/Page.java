package io.tandem.report.page;

import java.util.List;

/**
 * The whole page, in words.
 *
 * @param headline the run in one sentence
 * @param scope which orders were read
 * @param runDate the first day that was not read
 * @param levers the two columns, left to right
 * @param topics the sections below them
 * @param footer which run and version wrote the page
 * @param assets what the page carries in order to need no network
 */
public record Page(
    String headline,
    String scope,
    String runDate,
    List<Lever> levers,
    List<Topic> topics,
    String footer,
    Assets assets) {
  public Page {
    levers = List.copyOf(levers);
    topics = List.copyOf(topics);
  }
}

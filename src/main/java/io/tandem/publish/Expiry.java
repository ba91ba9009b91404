package io.tandem.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.commit.Commit;
import io.tandem.publish.commit.Deletion;
import io.tandem.publish.warehouse.Manifests;
import io.tandem.publish.warehouse.Standing;
import io.tandem.publish.warehouse.UnreadableException;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Lets runs go that nobody needs any more, with their partitions, wherever these are. Kept are the
 * last published runs, those of the last days, all that are young, and what these refer to: the
 * runs that {@code _latest.json} shows, and those that a kept run has read from.
 */
public final class Expiry {
  private final Warehouse warehouse;
  private final Terms terms;

  /**
   * What is kept.
   *
   * @param runs so many of the last published
   * @param days and those that were started in so many days
   * @param grace and all that were started in so long a time
   */
  public record Terms(int runs, int days, Duration grace) {
    public Terms {
      if (runs < 1 || days < 0 || grace.isNegative()) {
        throw Refusal.wrongUsage(
            "Cannot keep %,d runs, %,d days, %,d hours: at least one run, and nothing below 0."
                .formatted(runs, days, grace.toHours()));
      }
    }
  }

  public Expiry(Warehouse warehouse, Terms terms) {
    this.warehouse = warehouse;
    this.terms = terms;
  }

  /**
   * Lets go what may go.
   *
   * @param runId under which the change is made
   * @param turn held by this process; without one, this only tells what it would do
   * @param lines told what goes
   */
  public void run(String runId, Optional<Turn> turn, Instant now, Consumer<String> lines) {
    try {
      Standing standing = Standing.of(warehouse);
      List<String> gone = expired(standing, now);
      for (String run : gone) {
        lines.accept("  %s%s".formatted(run, standing.holds(run) ? "  with its partitions" : ""));
      }
      if (turn.isEmpty()) {
        lines.accept("Dry run: --delete would let %s go.".formatted(runs(gone.size())));
        return;
      }
      if (gone.stream().anyMatch(standing::holds)) {
        new Commit(warehouse, turn.get().lease())
            .perform(runId, standing.without(gone), Optional.empty());
      }
      Deletion deletion = new Deletion(warehouse, turn.get().lease());
      for (String run : gone) {
        deletion.of(run);
      }
      deletion.of(runId);
      lines.accept("Let %s go.".formatted(runs(gone.size())));
    } catch (IOException e) {
      throw Refusal.cannotPublish("Cannot expire runs: %s.".formatted(e.getMessage()), e);
    }
  }

  private static String runs(int count) {
    return count == 1 ? "1 run" : "%,d runs".formatted(count);
  }

  private List<String> expired(Standing standing, Instant now) throws IOException {
    Map<String, Long> published = new HashMap<>();
    for (String run : warehouse.runIds()) {
      sequence(run).ifPresent(sequence -> published.put(run, sequence));
    }
    Set<String> kept = new TreeSet<>();
    published.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(terms.runs())
        .forEach(run -> kept.add(run.getKey()));
    for (String run : warehouse.runIds()) {
      if (isYoung(run, now)) {
        kept.add(run);
      }
    }
    standing.latest().ifPresent(kept::add);
    Map<String, String> shown = new HashMap<>();
    standing.nights().values().forEach(shown::putAll);
    kept.addAll(shown.values());
    for (String run : List.copyOf(kept)) {
      manifest(run)
          .ifPresent(
              manifest ->
                  manifest
                      .path("read_from")
                      .properties()
                      .forEach(read -> kept.add(read.getValue().asText())));
    }
    List<String> gone = new ArrayList<>(warehouse.runIds());
    standing.nights().values().forEach(night -> gone.addAll(night.values()));
    return gone.stream().distinct().filter(run -> !kept.contains(run)).sorted().toList();
  }

  private Optional<Long> sequence(String run) throws IOException {
    try {
      return Standing.read(warehouse, warehouse.run(run).standing()).map(Standing::sequence);
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  /** Whether it was started lately, by the clock; one of the future was, too. */
  private boolean isYoung(String run, Instant now) throws IOException {
    Optional<ObjectNode> beginning = new Manifests(warehouse).beginning(run);
    Duration young =
        terms.grace().compareTo(Duration.ofDays(terms.days())) > 0
            ? terms.grace()
            : Duration.ofDays(terms.days());
    Optional<Instant> started =
        (beginning.isPresent() ? beginning : manifest(run))
            .map(json -> json.path("started_at").asText())
            .flatMap(Expiry::instant)
            .or(
                () ->
                    Standing.dayOfUnrecorded(run)
                        .map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC)));
    return started
        .map(instant -> Duration.between(instant, now).compareTo(young) < 0)
        .orElse(false);
  }

  private Optional<ObjectNode> manifest(String run) {
    try {
      return new Manifests(warehouse).of(run);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

package io.tandem.publish;

import io.tandem.publish.commit.Commit;
import io.tandem.publish.warehouse.LatestRun;
import io.tandem.publish.warehouse.Standing;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes a warehouse what it was right after a run was published: what later runs have replaced is
 * put back, what they have added is taken away. It stays in their folders, so that one can roll
 * back to them as well.
 */
public final class RollBack {
  private final Warehouse warehouse;

  public RollBack(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * Rolls back to this run.
   *
   * @param turn held by this process; without one, this only tells what it would do
   * @param lines told what changes
   */
  public void to(String runId, Optional<Turn> turn, Consumer<String> lines) {
    try {
      Standing target =
          Standing.read(warehouse, warehouse.run(runId).standing())
              .orElseThrow(
                  () ->
                      Refusal.inputMissing(
                          "Cannot roll back to run %s: it has published nothing, or has expired. See runs list."
                              .formatted(runId)));
      Standing now = Standing.of(warehouse);
      Standing after =
          new Standing(now.sequence() + 1, latest(runId, target), kept(runId, now, target));
      if (after.nights().equals(now.nights()) && LatestRun.isWritten(warehouse, now)) {
        lines.accept("Run %s stands as it was published. Nothing was changed.".formatted(runId));
        return;
      }
      tell(now, after, lines);
      if (turn.isPresent()) {
        new Commit(warehouse, turn.get().lease()).perform(runId, after, Optional.empty());
        lines.accept("Rolled back to run %s.".formatted(runId));
      } else {
        lines.accept("Dry run: nothing was changed.");
      }
    } catch (IOException e) {
      throw Refusal.cannotPublish(
          "Cannot roll back to run %s: %s.".formatted(runId, e.getMessage()), e);
    }
  }

  /** The run that was the latest then, unless it has expired. */
  private Optional<String> latest(String runId, Standing target) throws IOException {
    boolean isKept =
        target.latest().isPresent()
            && warehouse.storage().exists(warehouse.run(target.latest().get()).manifest());
    return isKept ? target.latest() : Optional.of(runId);
  }

  /** What stood then and is still there; all that is of the run itself must be. */
  private SortedMap<LocalDate, SortedMap<String, String>> kept(
      String runId, Standing now, Standing target) throws IOException {
    SortedMap<LocalDate, SortedMap<String, String>> nights = new TreeMap<>();
    for (Map.Entry<LocalDate, SortedMap<String, String>> night : target.nights().entrySet()) {
      LocalDate day = night.getKey();
      for (Map.Entry<String, String> partition : night.getValue().entrySet()) {
        String owner = partition.getValue();
        boolean isThere =
            now.owner(day, partition.getKey()).equals(Optional.of(owner))
                || warehouse.storage().exists(warehouse.run(owner).table(partition.getKey(), day));
        if (isThere) {
          nights.computeIfAbsent(day, any -> new TreeMap<>()).put(partition.getKey(), owner);
        } else if (owner.equals(runId)) {
          throw Refusal.inputMissing(
              "Cannot roll back to run %s: its %s is not kept any more."
                  .formatted(runId, partition.getKey()));
        }
      }
    }
    return nights;
  }

  private static void tell(Standing now, Standing after, Consumer<String> lines) {
    Map<Fate, Integer> partitions = new LinkedHashMap<>();
    now.changesTo(after).forEach(change -> partitions.merge(Fate.of(change), 1, Integer::sum));
    partitions.forEach(
        (fate, count) ->
            lines.accept(
                "  %s: %,d %s of run %s %s"
                    .formatted(
                        fate.runDate(),
                        count,
                        count == 1 ? "partition" : "partitions",
                        fate.runId(),
                        fate.comesBack() ? "put back" : "taken away")));
  }

  /** What becomes of partitions of a run. */
  private record Fate(LocalDate runDate, String runId, boolean comesBack) {
    static Fate of(Standing.Change change) {
      return new Fate(
          change.runDate(), change.to().or(change::from).orElseThrow(), change.to().isPresent());
    }
  }
}

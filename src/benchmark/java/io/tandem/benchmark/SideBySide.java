package io.tandem.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Engines at the same work, in turns, after a warm-up; medians, on the screen and as JSON. */
final class SideBySide {
  private static final double WARM_UP_SECONDS = 10;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "Timed runs of each engine. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--warm-ups",
      paramLabel = "N",
      defaultValue = "2",
      description = {
        "Runs of each engine before those; more where they take less than 10 seconds.",
        "Default: ${DEFAULT-VALUE}."
      })
  private int warmUps;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes one JSON object per line and engine.")
  private Optional<Path> json = Optional.empty();

  /** Seconds of each run of each engine. */
  <E extends Enum<E>> Map<E, List<Double>> time(List<E> engines, Consumer<E> work) {
    for (E engine : engines) {
      warmUp(engine, work);
    }
    Map<E, List<Double>> seconds = new LinkedHashMap<>();
    for (int run = 0; run < runs; run++) {
      for (E engine : engines) {
        seconds.computeIfAbsent(engine, first -> new ArrayList<>()).add(time(engine, work));
      }
    }
    return seconds;
  }

  /** As many runs as asked for, and no fewer seconds for the quicker engine to be compiled in. */
  private <E> void warmUp(E engine, Consumer<E> work) {
    double taken = 0;
    for (int run = 0; run < warmUps || (warmUps > 0 && taken < WARM_UP_SECONDS); run++) {
      taken += time(engine, work);
    }
  }

  private static <E> double time(E engine, Consumer<E> work) {
    // What the engine before has left behind is not for this one to clear away.
    System.gc();
    long start = System.nanoTime();
    work.accept(engine);
    return (System.nanoTime() - start) / 1e9;
  }

  /**
   * Prints a line per engine and how the last compares with the first; writes the same as JSON.
   *
   * @param details adds to an engine's JSON what else is to be said; it is printed as it stands
   */
  <E extends Enum<E>> void report(Map<E, List<Double>> seconds, BiConsumer<E, ObjectNode> details) {
    StringBuilder lines = new StringBuilder();
    Map<E, Double> medians = new LinkedHashMap<>();
    seconds.forEach(
        (engine, taken) -> {
          ObjectNode line = new ObjectMapper().createObjectNode();
          double[] sorted = taken.stream().mapToDouble(Double::doubleValue).sorted().toArray();
          medians.put(engine, median(sorted));
          ObjectNode more = new ObjectMapper().createObjectNode();
          details.accept(engine, more);
          line.put("engine", name(engine))
              .put("seconds", median(sorted))
              .put("runs", sorted.length)
              .put("min_seconds", sorted[0])
              .put("max_seconds", sorted[sorted.length - 1])
              .setAll(more);
          lines.append(line).append('\n');
          System.out.printf(
              Locale.ROOT,
              "%-7s median %8.3f s  (%.3f to %.3f, %d runs)  %s%n",
              name(engine),
              median(sorted),
              sorted[0],
              sorted[sorted.length - 1],
              sorted.length,
              more);
        });
    if (json.isPresent()) {
      try {
        Files.writeString(json.get(), lines);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    List<E> engines = new ArrayList<>(medians.keySet());
    if (engines.size() > 1) {
      E first = engines.get(0);
      E last = engines.get(engines.size() - 1);
      System.out.printf(
          Locale.ROOT,
          "%s takes %.1f times as long as %s%n",
          name(last),
          medians.get(last) / medians.get(first),
          name(first));
    }
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static String name(Enum<?> engine) {
    return engine.name().toLowerCase(Locale.ROOT);
  }
}

package io.tandem.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Says what happens: one line per phase with its result and its seconds, from which a person can
 * retell the run. The phase is also the description of its Spark jobs.
 */
public final class Progress {
  private final InstantSource clock;
  private final Consumer<String> lines;
  private final List<Phase> phases = new ArrayList<>();

  /**
   * @param clock for the seconds only; no result depends on it
   * @param lines where lines go
   */
  public Progress(InstantSource clock, Consumer<String> lines) {
    this.clock = clock;
    this.lines = lines;
  }

  /** A phase that is over. */
  public record Phase(String name, double seconds) {}

  /** Does the work and says how it went. */
  <T> T phase(SparkSession spark, String name, Supplier<T> work, Function<T, String> result) {
    spark.sparkContext().setJobDescription(name);
    Instant start = clock.instant();
    try {
      T done = work.get();
      String words = result.apply(done);
      double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
      phases.add(new Phase(name, seconds));
      lines.accept(String.format(Locale.ROOT, "%-58s %6.1f s  %s", name, seconds, words));
      return done;
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  /** One line as it is. */
  void say(String line) {
    lines.accept(line);
  }

  /** The phases so far. */
  List<Phase> phases() {
    return List.copyOf(phases);
  }
}

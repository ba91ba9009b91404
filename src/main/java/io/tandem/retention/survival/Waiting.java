package io.tandem.retention.survival;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A group that waits for an event: how many had it, and how many were lost from sight, by time.
 *
 * @param endings by time, ascending
 */
public record Waiting(NavigableMap<Integer, Ending> endings) {
  public Waiting {
    endings = Collections.unmodifiableNavigableMap(new TreeMap<>(endings));
  }

  /**
   * How it ended at one time.
   *
   * @param events that came
   * @param censored who were seen no longer
   */
  public record Ending(long events, long censored) {
    /** Both together. */
    public Ending plus(Ending other) {
      return new Ending(events + other.events, censored + other.censored);
    }

    long all() {
      return events + censored;
    }
  }

  /** Everybody. */
  public long size() {
    return endings.values().stream().mapToLong(Ending::all).sum();
  }

  /** All events. */
  public long events() {
    return endings.values().stream().mapToLong(Ending::events).sum();
  }

  /** Events at this very time. */
  long eventsAt(int time) {
    Ending ending = endings.get(time);
    return ending == null ? 0 : ending.events();
  }

  /** At risk at each time at which anything ended, from the first on. */
  NavigableMap<Integer, Long> atRisk() {
    NavigableMap<Integer, Long> atRisk = new TreeMap<>();
    long left = 0;
    for (Map.Entry<Integer, Ending> ending : endings.descendingMap().entrySet()) {
      left += ending.getValue().all();
      atRisk.put(ending.getKey(), left);
    }
    return atRisk;
  }
}

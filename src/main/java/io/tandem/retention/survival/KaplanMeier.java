package io.tandem.retention.survival;

import io.tandem.statistics.Normal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The share that waits longer than a time, those included of whom the end was not seen (Kaplan and
 * Meier 1958), with Greenwood's variance and its interval on the log-log scale, which stays within
 * 0 and 1 (Kalbfleisch and Prentice 2002, page 18).
 */
public final class KaplanMeier {
  /**
   * The curve at one time.
   *
   * @param atRisk who had waited so long
   * @param events at this time
   * @param survival share that waits longer
   * @param lower end of its 95 % interval; absent where the share is 0 or 1
   * @param upper end of its 95 % interval
   */
  public record Step(
      int time,
      long atRisk,
      long events,
      double survival,
      OptionalDouble lower,
      OptionalDouble upper) {}

  /**
   * The curve at every time from 1 to the last at which anybody was at risk, at most to a limit.
   */
  public static List<Step> curve(Waiting waiting, int limit) {
    List<Step> steps = new ArrayList<>();
    Map<Integer, Waiting.Ending> endings = waiting.endings();
    long atRisk = waiting.size();
    double survival = 1;
    double greenwood = 0;
    if (endings.containsKey(0)) { // Lost from sight before the first time that is shown.
      atRisk -= endings.get(0).all();
    }
    for (int time = 1; time <= limit && atRisk > 0; time++) {
      Waiting.Ending ending = endings.getOrDefault(time, new Waiting.Ending(0, 0));
      if (ending.events() > 0) {
        survival *= 1 - (double) ending.events() / atRisk;
        greenwood += (double) ending.events() / atRisk / (atRisk - ending.events());
      }
      OptionalDouble[] interval = interval(survival, greenwood);
      steps.add(new Step(time, atRisk, ending.events(), survival, interval[0], interval[1]));
      atRisk -= ending.all();
    }
    return steps;
  }

  private static OptionalDouble[] interval(double survival, double greenwood) {
    if (survival <= 0 || survival >= 1) {
      return new OptionalDouble[] {OptionalDouble.empty(), OptionalDouble.empty()};
    }
    double width = Normal.Z * Math.sqrt(greenwood) / Math.abs(Math.log(survival));
    return new OptionalDouble[] {
      OptionalDouble.of(Math.pow(survival, Math.exp(width))),
      OptionalDouble.of(Math.pow(survival, Math.exp(-width)))
    };
  }

  private KaplanMeier() {}
}

package io.tandem.retention.survival;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.special.Gamma;

/**
 * Whether groups wait equally long (Mantel 1966, for several groups): at every time of an event the
 * events are compared with their share of those at risk.
 *
 * @param chiSquare the statistic
 * @param degreesOfFreedom groups less one
 * @param pValue probability of such a statistic or a greater one in equal groups
 */
public record LogRank(double chiSquare, int degreesOfFreedom, double pValue) {
  /** The test of two groups or more; empty where nothing can be compared. */
  public static Optional<LogRank> of(List<Waiting> groups) {
    int free = groups.size() - 1;
    if (free < 1) {
      return Optional.empty();
    }
    NavigableSet<Integer> times = new TreeSet<>();
    groups.forEach(group -> times.addAll(group.endings().keySet()));
    List<NavigableMap<Integer, Long>> left = groups.stream().map(Waiting::atRisk).toList();
    RealVector beyondExpected = new ArrayRealVector(free);
    RealMatrix covariance = MatrixUtils.createRealMatrix(free, free);
    for (int time : times) {
      double events = groups.stream().mapToLong(group -> group.eventsAt(time)).sum();
      double[] atRisk = left.stream().mapToDouble(group -> atRisk(group, time)).toArray();
      double all = sum(atRisk);
      if (events == 0 || all < 2) {
        continue;
      }
      double spread = events * (all - events) / (all - 1);
      for (int i = 0; i < free; i++) {
        double share = atRisk[i] / all;
        beyondExpected.addToEntry(i, groups.get(i).eventsAt(time) - events * share);
        for (int j = 0; j < free; j++) {
          covariance.addToEntry(i, j, spread * share * ((i == j ? 1 : 0) - atRisk[j] / all));
        }
      }
    }
    try {
      double chiSquare =
          beyondExpected.dotProduct(
              new LUDecomposition(covariance).getSolver().solve(beyondExpected));
      return Optional.of(
          new LogRank(chiSquare, free, Gamma.regularizedGammaQ(free / 2.0, chiSquare / 2)));
    } catch (MathRuntimeException e) { // A group without anybody at risk at any event.
      return Optional.empty();
    }
  }

  private static double atRisk(NavigableMap<Integer, Long> atRisk, int time) {
    Map.Entry<Integer, Long> next = atRisk.ceilingEntry(time);
    return next == null ? 0 : next.getValue();
  }

  private static double sum(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum;
  }
}

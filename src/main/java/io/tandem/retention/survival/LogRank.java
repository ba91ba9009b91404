package io.tandem.retention.survival;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
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
  /** Groups whose events vary less than this, as a share of the most, tell nothing. */
  private static final double NOTHING = 1e-12;

  /**
   * The test of two groups or more; empty where nothing can be compared. A group that was never at
   * risk together with another when an event came tells nothing, and is left out.
   */
  public static Optional<LogRank> of(List<Waiting> groups) {
    int n = groups.size();
    NavigableSet<Integer> times = new TreeSet<>();
    groups.forEach(group -> times.addAll(group.endings().keySet()));
    List<NavigableMap<Integer, Long>> left = groups.stream().map(Waiting::atRisk).toList();
    double[] beyondExpected = new double[n];
    double[][] covariance = new double[n][n];
    for (int time : times) {
      double events = groups.stream().mapToLong(group -> group.eventsAt(time)).sum();
      double[] atRisk = left.stream().mapToDouble(group -> atRisk(group, time)).toArray();
      double waiting = Arrays.stream(atRisk).sum();
      if (events == 0 || waiting < 2) {
        continue;
      }
      double spread = events * (waiting - events) / (waiting - 1);
      for (int i = 0; i < n; i++) {
        double share = atRisk[i] / waiting;
        beyondExpected[i] += groups.get(i).eventsAt(time) - events * share;
        for (int j = 0; j < n; j++) {
          covariance[i][j] += spread * share * ((i == j ? 1 : 0) - atRisk[j] / waiting);
        }
      }
    }
    double most = IntStream.range(0, n).mapToDouble(i -> covariance[i][i]).max().orElse(0);
    int[] telling = IntStream.range(0, n).filter(i -> covariance[i][i] > NOTHING * most).toArray();
    return telling.length < 2 ? Optional.empty() : test(beyondExpected, covariance, telling);
  }

  /** One group less than tell something, for its events are those that the others leave. */
  private static Optional<LogRank> test(
      double[] beyondExpected, double[][] covariance, int[] telling) {
    int free = telling.length - 1;
    RealVector beyond = new ArrayRealVector(free);
    RealMatrix matrix = MatrixUtils.createRealMatrix(free, free);
    for (int i = 0; i < free; i++) {
      beyond.setEntry(i, beyondExpected[telling[i]]);
      for (int j = 0; j < free; j++) {
        matrix.setEntry(i, j, covariance[telling[i]][telling[j]]);
      }
    }
    try {
      double chiSquare = beyond.dotProduct(new LUDecomposition(matrix).getSolver().solve(beyond));
      return Optional.of(
          new LogRank(chiSquare, free, Gamma.regularizedGammaQ(free / 2.0, chiSquare / 2)));
    } catch (MathRuntimeException e) { // Groups that were never at risk together, in two parts.
      return Optional.empty();
    }
  }

  private static double atRisk(NavigableMap<Integer, Long> atRisk, int time) {
    Map.Entry<Integer, Long> next = atRisk.ceilingEntry(time);
    return next == null ? 0 : next.getValue();
  }
}

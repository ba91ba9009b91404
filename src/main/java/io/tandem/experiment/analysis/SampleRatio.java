package io.tandem.experiment.analysis;

import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.special.Gamma;

/**
 * Whether arms are as large as they were drawn: Pearson's χ² (Fabijan et al. 2019).
 *
 * @param chiSquare NaN under two arms
 * @param pValue NaN under two arms
 */
public record SampleRatio(double chiSquare, double pValue) {
  /** Below it the arms are not what was drawn, and nothing may be concluded. */
  public static final double ALPHA = .001;

  /**
   * The test of these counts.
   *
   * @param counts by arm; an arm without customers may be missing, and customers of an arm that was
   *     not drawn speak against it
   * @param shares by arm, which add up to 1
   */
  public static SampleRatio of(Map<String, Long> counts, Map<String, Double> shares) {
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    if (shares.size() < 2 || total == 0) {
      return new SampleRatio(Double.NaN, Double.NaN);
    }
    double chiSquare = 0;
    for (Map.Entry<String, Double> arm : new TreeMap<>(shares).entrySet()) {
      double expected = total * arm.getValue();
      double difference = counts.getOrDefault(arm.getKey(), 0L) - expected;
      chiSquare += difference * difference / expected;
    }
    return new SampleRatio(
        chiSquare, Gamma.regularizedGammaQ((shares.size() - 1) / 2.0, chiSquare / 2));
  }

  /** Whether they may be; so where nothing speaks against it. */
  public boolean isPassed() {
    return !(pValue < ALPHA);
  }
}

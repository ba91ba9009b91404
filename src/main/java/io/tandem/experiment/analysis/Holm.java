package io.tandem.experiment.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Several tests at a time: p values that may be read as if each were the only one (Holm 1979). */
public final class Holm {
  /**
   * The adjusted p values, in the order of the given; one that is not there (NaN) counts in no
   * family and stays so.
   */
  public static double[] adjust(double... p) {
    List<Integer> ascending =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .toList();
    double[] adjusted = p.clone();
    double least = 0;
    for (int rank = 0; rank < ascending.size(); rank++) {
      int test = ascending.get(rank);
      least = Math.max(least, Math.min(1, (ascending.size() - rank) * p[test]));
      adjusted[test] = least;
    }
    return adjusted;
  }

  private Holm() {}
}

package io.tandem.retention.lifetime;

import java.util.ArrayList;
import java.util.List;

/** Where the search for parameters begins: grids so close that one point is near the peak. */
public final class Starts {
  /**
   * For BG/NBD: over shapes of purchase rates, and over how many leave and how much they differ.
   *
   * @param meanAge of the customers, in the model's unit of time
   */
  public static List<double[]> bgNbd(double meanAge) {
    List<double[]> starts = new ArrayList<>();
    for (double shape : new double[] {.2, .6, 2}) {
      for (double rate : new double[] {.02, .1, .5, 2}) {
        for (double leaves : new double[] {.1, .25, .5}) {
          for (double alike : new double[] {.5, 2, 8}) {
            starts.add(
                new double[] {
                  shape, rate * Math.max(1, meanAge), leaves * alike, (1 - leaves) * alike
                });
          }
        }
      }
    }
    return starts;
  }

  /**
   * For Gamma-Gamma: over both shapes, at the scale that gives the mean.
   *
   * @param meanValue of repeat purchases
   */
  public static List<double[]> gammaGamma(double meanValue) {
    List<double[]> starts = new ArrayList<>();
    for (double own : new double[] {.5, 1, 2, 4, 8, 16, 32}) {
      for (double others : new double[] {1.5, 2.5, 4, 8, 16}) {
        starts.add(new double[] {own, others, meanValue * (others - 1) / own});
      }
    }
    return starts;
  }

  private Starts() {}
}

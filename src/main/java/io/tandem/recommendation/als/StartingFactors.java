package io.tandem.recommendation.als;

import java.util.List;

/**
 * Where factors begin: random, and each row from a seed of its own, so that a new product changes
 * nobody else's beginning.
 */
public final class StartingFactors {
  /**
   * Expected length of a row: about that of the factors in the end. Where one side begins much
   * shorter, the other becomes as much longer, and both need many sweeps to find back.
   */
  private static final double LENGTH = 1;

  /**
   * A row for each id.
   *
   * @param seed of the whole
   */
  public static FactorRows of(List<String> ids, int factors, long seed) {
    FactorRows rows = FactorRows.zero(ids.size(), factors);
    for (int i = 0; i < ids.size(); i++) {
      rows.set(i, row(seed(seed, ids.get(i)), factors));
    }
    return rows;
  }

  /** A row of factors, uniform around zero. */
  private static float[] row(long seed, int factors) {
    float[] row = new float[factors];
    double width = LENGTH * Math.sqrt(12.0 / factors);
    for (int i = 0; i < factors; i++) {
      double uniform = (mix(seed + 0x9E3779B97F4A7C15L * (i + 1)) >>> 11) * 0x1p-53;
      row[i] = (float) ((uniform - 0.5) * width);
    }
    return row;
  }

  /** The seed of a row: of its id and of the whole. */
  private static long seed(long seed, String id) {
    long mixed = mix(seed);
    for (int i = 0; i < id.length(); i++) {
      mixed = mix(mixed + 0x9E3779B97F4A7C15L + id.charAt(i));
    }
    return mixed;
  }

  /** The finalizer of SplitMix64 (Steele, Lea &amp; Flood 2014). */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  private StartingFactors() {}
}

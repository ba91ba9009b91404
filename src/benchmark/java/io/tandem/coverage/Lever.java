package io.tandem.coverage;

/**
 * What is planted for one lever of an experiment.
 *
 * @param orderValue by how much the average order is worth more, as a share
 * @param repeat by how much more of the customers order within 90 days, as a share of all
 */
public record Lever(double orderValue, double repeat) {
  /** It does nothing. */
  public static final Lever NONE = new Lever(0, 0);
}

package io.tandem.experiment.analysis;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which arms are compared, and how: the effect is Σ weight × value. Arms are never thrown together:
 * each has a value of its own.
 *
 * @param name such as {@code cross_selling}
 * @param on weights of what is added up
 * @param off weights of what is taken away
 * @param baseline what the effect is measured by, where it is one: the value without what is tested
 */
public record Contrast(
    String name, Map<String, Double> on, Map<String, Double> off, Baseline baseline) {
  /** Whether what is taken away is what the effect is a share of. */
  public enum Baseline {
    OFF,
    NONE
  }

  public Contrast {
    on = inOrder(on);
    off = inOrder(off);
  }

  /** One arm beside another. */
  public static Contrast between(String arm, String reference) {
    return new Contrast(arm, Map.of(arm, 1.0), Map.of(reference, 1.0), Baseline.OFF);
  }

  /** Mean of some arms beside the mean of as many others. */
  public static Contrast ofMeans(String name, List<String> on, List<String> off) {
    return new Contrast(name, even(on), even(off), Baseline.OFF);
  }

  /** What two arms together come to beyond two others: their sum less the others'. */
  public static Contrast ofSums(String name, List<String> on, List<String> off) {
    return new Contrast(name, ones(on), ones(off), Baseline.NONE);
  }

  /** Sums in one order, so that two runs agree to the last digit. */
  private static Map<String, Double> inOrder(Map<String, Double> weights) {
    return Collections.unmodifiableMap(new TreeMap<>(weights));
  }

  private static Map<String, Double> ones(List<String> arms) {
    return arms.stream().collect(Collectors.toMap(arm -> arm, arm -> 1.0));
  }

  private static Map<String, Double> even(List<String> arms) {
    return arms.stream().collect(Collectors.toMap(arm -> arm, arm -> 1.0 / arms.size()));
  }

  /** All compared arms with their weights in the effect, in the order of their names. */
  public Map<String, Double> weights() {
    Map<String, Double> weights = new TreeMap<>(on);
    off.forEach((arm, weight) -> weights.put(arm, -weight));
    return weights;
  }
}

package io.tandem.experiment.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Customers to put into arms, one by one. */
final class Customers {
  /** The four cells of two levers, crossed: first cross-selling, then personalization. */
  static final List<String> CELLS = List.of("off/off", "off/on", "on/off", "on/on");

  static final Contrast CROSS_SELLING =
      Contrast.ofMeans("cross_selling", List.of("on/on", "on/off"), List.of("off/on", "off/off"));
  static final Contrast INTERACTION =
      Contrast.ofSums("interaction", List.of("on/on", "off/off"), List.of("on/off", "off/on"));

  /** A customer of this revenue and these orders, who was not measured otherwise. */
  static double[] buying(double revenue, double orders) {
    return customer(Map.of(Variable.REVENUE, revenue, Variable.ORDER_COUNT, orders));
  }

  /** A customer who ordered again (1) or did not (0). */
  static double[] repeating(int again) {
    return customer(Map.of(Variable.IS_REPEAT, (double) again));
  }

  static double[] customer(Map<Variable, Double> values) {
    double[] customer = new double[Variable.COUNT];
    new EnumMap<>(values).forEach((variable, value) -> customer[variable.index()] = value);
    return customer;
  }

  /** As many customers as said, all alike. */
  static Moments alike(int count, double[] customer) {
    Moments moments = Moments.none();
    for (int i = 0; i < count; i++) {
      moments = moments.plus(customer);
    }
    return moments;
  }

  static Moments of(double[]... customers) {
    return Moments.of(List.of(customers));
  }

  /** Customers of four arms: few of them buy, a few of those a lot, and half have a past. */
  static Map<String, List<double[]>> generated(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, List<double[]>> arms = new TreeMap<>();
    CELLS.forEach(cell -> arms.put(cell, new ArrayList<>()));
    for (int i = 0; i < count; i++) {
      double rate = Math.exp(random.nextGaussian() - 1);
      boolean hasPast = random.nextDouble() < .5;
      double[] past = orders(hasPast ? rate : 0, 0, random);
      double[] orders = orders(rate, i % 4 / 10.0, random);
      arms.get(CELLS.get(random.nextInt(4)))
          .add(
              customer(
                  Map.of(
                      Variable.REVENUE,
                      orders[0],
                      Variable.ORDER_COUNT,
                      orders[1],
                      Variable.CAPPED_REVENUE,
                      Math.min(orders[0], 400),
                      Variable.REFUNDS,
                      random.nextDouble() < .1 ? orders[0] / 2 : 0,
                      Variable.IS_REPEAT,
                      Math.min(orders[1], 1),
                      Variable.PRE_REVENUE,
                      past[0],
                      Variable.PRE_ORDER_COUNT,
                      past[1],
                      Variable.HAS_PRE,
                      hasPast ? 1.0 : 0)));
    }
    return arms;
  }

  /** Revenue and orders: each order may be the last. */
  private static double[] orders(double rate, double more, SplittableRandom random) {
    double[] orders = new double[2];
    while (random.nextDouble() < rate / (1 + rate)) {
      orders[0] += (1 + more) * Math.exp(4 + .7 * random.nextGaussian());
      orders[1]++;
    }
    return orders;
  }

  static Map<String, Moments> moments(Map<String, List<double[]>> arms) {
    Map<String, Moments> moments = new TreeMap<>();
    arms.forEach((arm, customers) -> moments.put(arm, Moments.of(customers)));
    return moments;
  }

  private Customers() {}
}

package io.tandem.coverage;

import static io.tandem.table.ExperimentEffects.CROSS_SELLING;
import static io.tandem.table.ExperimentEffects.INTERACTION;
import static io.tandem.table.ExperimentEffects.PERSONALIZATION;

import io.tandem.experiment.analysis.Contrast;
import io.tandem.experiment.analysis.Metric;
import java.util.List;
import java.util.Map;
import org.hipparchus.special.Gamma;

/**
 * A shop with an experiment on two levers, of which it is known what they do, over all customers it
 * could have, not those it happens to draw.
 *
 * <p>Customers order at rates of their own (gamma; each customer's orders Poisson), at mean values
 * of their own (log-normal, coefficient of variation .3; within a customer .6), and those who order
 * often spend more an order. A fifth of them have no past. Levers change the mean number of orders
 * and what an order is worth; both effects add up, so that there is no interaction in the AOV.
 *
 * @param repeatRate share of customers who order within 90 days with neither lever
 */
public record ExperimentShop(double repeatRate, Lever crossSelling, Lever personalization) {
  /** Cross-selling, then personalization. */
  static final List<String> CELLS = List.of("on/on", "on/off", "off/on", "off/off");

  /** The two levers and what they do together beyond the sum of each. */
  static final List<Contrast> CONTRASTS =
      List.of(
          Contrast.ofMeans(CROSS_SELLING, List.of("on/on", "on/off"), List.of("off/on", "off/off")),
          Contrast.ofMeans(
              PERSONALIZATION, List.of("on/on", "off/on"), List.of("on/off", "off/off")),
          Contrast.ofSums(INTERACTION, List.of("on/on", "off/off"), List.of("on/off", "off/on")));

  /** Of the gamma distribution of rates, whose mean is 1. */
  static final double SHAPE = .7;

  /** An order is worth the customer's mean times the customer's rate to this power. */
  static final double RATE_IN_VALUE = .1;

  /** What an order of a customer of rate 1 is worth on average. */
  static final double ORDER_VALUE = 60;

  private static final double REPEAT_DAYS = 90;

  /** A shop like the sample, and what is planted there. */
  public static ExperimentShop likeTheSample() {
    return new ExperimentShop(.3, new Lever(.12, .01), new Lever(-.01, .07));
  }

  /** The same shop, where neither lever does anything. */
  public ExperimentShop withoutEffects() {
    return new ExperimentShop(repeatRate, Lever.NONE, Lever.NONE);
  }

  /** Orders of a customer of rate 1 within so many days, by the repeat rate that they make. */
  double meanOrders(String cell, int days) {
    double repeat =
        repeatRate
            + (hasCrossSelling(cell) ? crossSelling.repeat() : 0)
            + (hasPersonalization(cell) ? personalization.repeat() : 0);
    return SHAPE * (Math.pow(1 - repeat, -1 / SHAPE) - 1) * days / REPEAT_DAYS;
  }

  /** What the order itself is worth beside one without levers. */
  double ownValue(String cell) {
    return 1 + (hasPersonalization(cell) ? personalization.orderValue() : 0);
  }

  /** What accessories add to it on average. */
  double addedValue(String cell) {
    return hasCrossSelling(cell) ? crossSelling.orderValue() : 0;
  }

  private static boolean hasCrossSelling(String cell) {
    return cell.startsWith("on/");
  }

  private static boolean hasPersonalization(String cell) {
    return cell.endsWith("/on");
  }

  /** What a metric is in a cell, over all customers the shop could have. */
  double truth(Metric metric, String cell, int days) {
    double orders = meanOrders(cell, days);
    // E[rate^(1 + power)], because who orders twice as often has twice the orders to be averaged.
    double rateInValue =
        Math.exp(Gamma.logGamma(SHAPE + 1 + RATE_IN_VALUE) - Gamma.logGamma(SHAPE))
            / Math.pow(SHAPE, 1 + RATE_IN_VALUE);
    double orderValue = ORDER_VALUE * rateInValue * (ownValue(cell) + addedValue(cell));
    return switch (metric) {
      case AVERAGE_ORDER_VALUE -> orderValue;
      case REVENUE_PER_CUSTOMER -> orders * orderValue;
      case ORDERS_PER_CUSTOMER -> orders;
      case REPEAT_PURCHASE_RATE -> 1 - Math.pow(SHAPE / (SHAPE + orders), SHAPE);
      default -> throw new IllegalArgumentException("Nothing is planted in " + metric.named());
    };
  }

  /** The true effect. */
  double truth(Contrast contrast, Metric metric, int days) {
    return truth(contrast.on(), metric, days) - truth(contrast.off(), metric, days);
  }

  /** The true effect as a share of the metric without the lever. */
  double relativeTruth(Contrast contrast, Metric metric, int days) {
    return truth(contrast, metric, days) / truth(contrast.off(), metric, days);
  }

  private double truth(Map<String, Double> weights, Metric metric, int days) {
    return weights.entrySet().stream()
        .mapToDouble(weight -> weight.getValue() * truth(metric, weight.getKey(), days))
        .sum();
  }
}

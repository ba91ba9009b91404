package io.tandem.coverage;

import io.tandem.experiment.analysis.Metric;
import io.tandem.experiment.analysis.Moments;
import io.tandem.experiment.analysis.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.random.RandomDataGenerator;

/**
 * Customers whom an experiment happened to enrol, by cell.
 *
 * @param customers their sums
 * @param orders the sums of their orders, as if each were a customer's only one
 */
record ExperimentDraw(Map<String, Moments> customers, Map<String, Moments> orders) {
  private static final double BETWEEN = logDeviation(.3);
  private static final double WITHIN = logDeviation(.6);

  /** Share of orders with an accessory. */
  private static final double ATTACHED = .35;

  private static final double WITH_PAST = .8;
  private static final int PAST_DAYS = 90;

  /** Nobody. */
  static ExperimentDraw none() {
    Map<String, Moments> nobody = new TreeMap<>();
    ExperimentShop.CELLS.forEach(cell -> nobody.put(cell, Moments.none()));
    return new ExperimentDraw(nobody, nobody);
  }

  /** So many customers, each in a cell by chance, and what became of them in so many days. */
  static ExperimentDraw of(ExperimentShop shop, int count, int days, RandomDataGenerator random) {
    Map<String, List<double[]>> customers = new TreeMap<>();
    Map<String, List<double[]>> orders = new TreeMap<>();
    for (String cell : ExperimentShop.CELLS) {
      customers.put(cell, new ArrayList<>());
      orders.put(cell, new ArrayList<>());
    }
    for (int i = 0; i < count; i++) {
      String cell = ExperimentShop.CELLS.get(random.nextInt(0, ExperimentShop.CELLS.size() - 1));
      double rate = random.nextGamma(ExperimentShop.SHAPE, 1 / ExperimentShop.SHAPE);
      double value =
          ExperimentShop.ORDER_VALUE
              * Math.pow(rate, ExperimentShop.RATE_IN_VALUE)
              * around(BETWEEN, random);
      double[] customer = new double[Variable.values().length];
      if (random.nextUniform(0, 1) < WITH_PAST) {
        customer[Variable.HAS_PRE.index()] = 1;
        for (int left = poisson(rate * shop.meanOrders("off/off", PAST_DAYS), random);
            left > 0;
            left--) {
          customer[Variable.PRE_ORDER_COUNT.index()]++;
          customer[Variable.PRE_REVENUE.index()] += value * around(WITHIN, random);
        }
      }
      for (int left = poisson(rate * shop.meanOrders(cell, days), random); left > 0; left--) {
        double[] order = new double[customer.length];
        order[Variable.REVENUE.index()] = value * orderValue(shop, cell, random);
        order[Variable.ORDER_COUNT.index()] = 1;
        orders.get(cell).add(order);
        customer[Variable.REVENUE.index()] += order[Variable.REVENUE.index()];
        customer[Variable.ORDER_COUNT.index()]++;
        customer[Variable.IS_REPEAT.index()] = 1;
      }
      customers.get(cell).add(customer);
    }
    return new ExperimentDraw(sums(customers), sums(orders));
  }

  private static double orderValue(ExperimentShop shop, String cell, RandomDataGenerator random) {
    double own = shop.ownValue(cell) * around(WITHIN, random);
    double added = shop.addedValue(cell) / ATTACHED;
    return added != 0 && random.nextUniform(0, 1) < ATTACHED
        ? own + added * around(WITHIN, random)
        : own;
  }

  /** Log-normal with mean 1. */
  private static double around(double deviation, RandomDataGenerator random) {
    return Math.exp(random.nextNormal(-deviation * deviation / 2, deviation));
  }

  private static double logDeviation(double coefficientOfVariation) {
    return Math.sqrt(Math.log(1 + coefficientOfVariation * coefficientOfVariation));
  }

  /**
   * Rates of gamma distributions may be too small for a Poisson generator, but never for orders.
   */
  private static int poisson(double mean, RandomDataGenerator random) {
    return mean > 0 ? random.nextPoisson(mean) : 0;
  }

  private static Map<String, Moments> sums(Map<String, List<double[]>> units) {
    Map<String, Moments> sums = new TreeMap<>();
    units.forEach((cell, all) -> sums.put(cell, Moments.of(all)));
    return sums;
  }

  /** These and other customers. */
  ExperimentDraw plus(ExperimentDraw other) {
    Map<String, Moments> bothCustomers = new TreeMap<>(customers);
    Map<String, Moments> bothOrders = new TreeMap<>(orders);
    other.customers.forEach((cell, more) -> bothCustomers.merge(cell, more, Moments::plus));
    other.orders.forEach((cell, more) -> bothOrders.merge(cell, more, Moments::plus));
    return new ExperimentDraw(bothCustomers, bothOrders);
  }

  /** The customers with the squares of their orders: as if nobody ever ordered twice. */
  Map<String, Moments> withSquaresOfOrders() {
    Map<String, Moments> wrong = new TreeMap<>();
    customers.forEach(
        (cell, right) ->
            wrong.put(
                cell,
                new Moments(
                    right.count(), right.sums(), orders.get(cell).products(), right.largest())));
    return wrong;
  }

  /** Orders in the cell that has the fewest. */
  double leastOrders() {
    return customers.values().stream()
        .mapToDouble(Metric.ORDERS_PER_CUSTOMER::numerator)
        .min()
        .orElse(0);
  }
}

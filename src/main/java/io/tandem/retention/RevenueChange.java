package io.tandem.retention;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a change in revenue less refunds lies. The revenue of known customers is the product
 *
 * <pre>customers × orders per customer × items per order × price per item</pre>
 *
 * whose change is split by logarithmic means (LMDI I, Ang 2005): each factor contributes L·ln(after
 * / before), L = (R₁ − R₀) / ln(R₁ / R₀), which leaves no remainder. Guests and refunds are sums of
 * their own. Contributions are whole cents, the last of them by largest remainder, so that they add
 * up exactly.
 */
public final class RevenueChange {
  /** What contributes, in the order in which it is told. */
  public enum Factor {
    CUSTOMERS,
    ORDERS_PER_CUSTOMER,
    ITEMS_PER_ORDER,
    PRICE_PER_ITEM,
    GUESTS,
    REFUNDS
  }

  /**
   * What was sold in a period.
   *
   * @param customers known ones who ordered
   * @param orders theirs
   * @param items theirs
   * @param revenue theirs, gross of refunds
   * @param guests revenue of guests, gross of refunds
   * @param refunds of both
   */
  public record Sold(
      long customers,
      long orders,
      long items,
      BigDecimal revenue,
      BigDecimal guests,
      BigDecimal refunds) {
    /** A period without orders. */
    public static final Sold NOTHING =
        new Sold(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** Revenue less refunds, of all customers. */
    public BigDecimal net() {
      return revenue.add(guests).subtract(refunds);
    }

    /** The factor's value; NaN where it has none. */
    public double of(Factor factor) {
      return switch (factor) {
        case CUSTOMERS -> customers;
        case ORDERS_PER_CUSTOMER -> (double) orders / customers;
        case ITEMS_PER_ORDER -> (double) items / orders;
        case PRICE_PER_ITEM -> revenue.doubleValue() / items;
        case GUESTS -> guests.doubleValue();
        case REFUNDS -> refunds.doubleValue();
      };
    }
  }

  /** The change between two periods, in cents: what the contributions add up to. */
  public static BigDecimal total(Sold before, Sold after) {
    return after.net().subtract(before.net()).setScale(2, RoundingMode.HALF_UP);
  }

  /** Each factor's contribution. */
  public static Map<Factor, BigDecimal> split(Sold before, Sold after) {
    Map<Factor, BigDecimal> exact = new LinkedHashMap<>();
    BigDecimal known = after.revenue().subtract(before.revenue());
    boolean isEmpty = before.revenue().signum() <= 0 || after.revenue().signum() <= 0;
    double mean = isEmpty ? 0 : logarithmicMean(before.revenue(), after.revenue());
    for (Factor factor : Factor.values()) {
      exact.put(
          factor,
          switch (factor) {
            // An empty period has customers, and nothing else, to change.
            case CUSTOMERS -> isEmpty ? known : share(mean, before, after, factor);
            case GUESTS -> after.guests().subtract(before.guests());
            case REFUNDS -> before.refunds().subtract(after.refunds());
            default -> isEmpty ? BigDecimal.ZERO : share(mean, before, after, factor);
          });
    }
    return inCents(exact, total(before, after));
  }

  private static BigDecimal share(double mean, Sold before, Sold after, Factor factor) {
    return BigDecimal.valueOf(mean * Math.log(after.of(factor) / before.of(factor)));
  }

  private static double logarithmicMean(BigDecimal before, BigDecimal after) {
    double ratio = after.subtract(before).doubleValue() / before.doubleValue();
    // (R₁ − R₀) / ln(R₁ / R₀), and R₀ itself where nothing changed.
    return ratio == 0 ? before.doubleValue() : before.doubleValue() * ratio / Math.log1p(ratio);
  }

  private static Map<Factor, BigDecimal> inCents(Map<Factor, BigDecimal> exact, BigDecimal total) {
    Map<Factor, BigDecimal> cents = new LinkedHashMap<>();
    exact.forEach((factor, share) -> cents.put(factor, share.setScale(2, RoundingMode.FLOOR)));
    BigDecimal cent = new BigDecimal("0.01");
    long missing =
        total
            .subtract(cents.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
            .divide(cent, 0, RoundingMode.HALF_UP)
            .longValueExact();
    List<Factor> byRemainder = new ArrayList<>(exact.keySet());
    byRemainder.sort(
        Comparator.comparing((Factor factor) -> cents.get(factor).subtract(exact.get(factor))));
    for (int i = 0; i < Math.abs(missing); i++) {
      Factor factor =
          byRemainder.get(
              missing > 0
                  ? i % byRemainder.size()
                  : byRemainder.size() - 1 - i % byRemainder.size());
      cents.merge(factor, missing > 0 ? cent : cent.negate(), BigDecimal::add);
    }
    return cents;
  }

  private RevenueChange() {}
}

package io.tandem.basket;

import io.tandem.refusal.Refusal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How baskets are mined, which rules are trusted, and what is shown; {@code reference.conf}
 * explains each setting.
 *
 * @param engine who mines
 * @param minSupport share of baskets that must hold an itemset, (0, 1]
 * @param minOrderCount baskets that must hold an itemset, however small the shop
 * @param minConfidence confidence that a rule must have, (0, 1]
 * @param minLift lower bound of the adjusted lift that a rule must have to be shown, ≥ 0
 * @param maxLength most products of an itemset, ≥ 2
 * @param maxBasketSize baskets with more products are left out
 * @param maxProductShare products in a larger share of the baskets are not mined, (0, 1]
 * @param stopList product ids that are no products, such as postage
 * @param bundleCoupons regular expressions of coupon codes whose orders are no evidence
 * @param listLength most products shown beside one product or cart
 */
public record FrequentlyBoughtTogetherSettings(
    Engine engine,
    double minSupport,
    int minOrderCount,
    double minConfidence,
    double minLift,
    int maxLength,
    int maxBasketSize,
    double maxProductShare,
    List<String> stopList,
    List<String> bundleCoupons,
    int listLength,
    Mining mining,
    Significance significance,
    Ranking ranking,
    Substitution substitutes,
    AddOns checkoutAddOns,
    Evaluation evaluation) {

  /** Who mines: Tandem's own FP-Growth, or stock MLlib's. */
  public enum Engine {
    TANDEM,
    MLLIB
  }

  /**
   * When mining stops rather than dies.
   *
   * @param memoryFraction share of the heap that mining may fill, (0, 1]
   * @param maxItemsets most itemsets that one mining may find
   */
  public record Mining(double memoryFraction, long maxItemsets) {
    public Mining {
      Refusal.unless(
          memoryFraction > 0 && memoryFraction <= 1,
          "memory-fraction",
          memoryFraction,
          "in (0, 1]");
      Refusal.unless(maxItemsets >= 1, "max-itemsets", maxItemsets, "at least 1");
    }
  }

  /**
   * Which rules are more than chance, and more than one customer's habit.
   *
   * @param falseDiscoveryRate expected share of false rules among the significant ones, (0, 1)
   * @param minCustomerCount customers that a rule must rest on to be shown
   * @param maxTopCustomerShare share of a rule's baskets that one customer may have, (0, 1]
   */
  public record Significance(
      double falseDiscoveryRate, int minCustomerCount, double maxTopCustomerShare) {
    public Significance {
      Refusal.unless(
          falseDiscoveryRate > 0 && falseDiscoveryRate < 1,
          "false-discovery-rate",
          falseDiscoveryRate,
          "in (0, 1)");
      Refusal.unless(minCustomerCount >= 1, "min-customer-count", minCustomerCount, "at least 1");
      Refusal.unless(
          maxTopCustomerShare > 0 && maxTopCustomerShare <= 1,
          "max-top-customer-share",
          maxTopCustomerShare,
          "in (0, 1]");
    }
  }

  /**
   * In which order products are shown.
   *
   * @param by the measure
   * @param valueCap most that one more piece counts in association_value, in the shop's currency
   * @param maxPriceRatio most that a shown product may cost, as a multiple of the product it is
   *     shown beside; curated ones may cost anything
   */
  public record Ranking(Measure by, double valueCap, double maxPriceRatio) {
    /** What lists are ranked by, highest first. */
    public enum Measure {
      ASSOCIATION_VALUE,
      CONFIDENCE,
      LIFT,
      SIZE_ADJUSTED_LIFT
    }

    public Ranking {
      Refusal.unless(valueCap > 0, "value-cap", valueCap, "above 0");
      Refusal.unless(maxPriceRatio > 0, "max-price-ratio", maxPriceRatio, "above 0");
    }
  }

  /**
   * What is bought instead.
   *
   * @param listLength most substitutes of a product
   * @param maxYulesQ Yule's Q that a pair must not exceed, [−1, 0]
   * @param minExpectedOrderCount orders that would hold both if independent: below it, never having
   *     met says nothing
   */
  public record Substitution(int listLength, double maxYulesQ, double minExpectedOrderCount) {
    public Substitution {
      Refusal.unless(listLength >= 1, "list-length", listLength, "at least 1");
      Refusal.unless(maxYulesQ >= -1 && maxYulesQ <= 0, "max-yules-q", maxYulesQ, "in [-1, 0]");
      Refusal.unless(
          minExpectedOrderCount > 0, "min-expected-order-count", minExpectedOrderCount, "above 0");
    }
  }

  /**
   * What is offered at the checkout.
   *
   * @param listLength most products
   * @param maxPriceShare most that one may cost, as a share of the median order value, (0, 1]
   * @param minAnchorCount products that it must go with
   */
  public record AddOns(int listLength, double maxPriceShare, int minAnchorCount) {
    public AddOns {
      Refusal.unless(listLength >= 1, "list-length", listLength, "at least 1");
      Refusal.unless(
          maxPriceShare > 0 && maxPriceShare <= 1, "max-price-share", maxPriceShare, "in (0, 1]");
      Refusal.unless(minAnchorCount >= 0, "min-anchor-count", minAnchorCount, "at least 0");
    }
  }

  /**
   * The back-test.
   *
   * @param weeks the last weeks, whose baskets are guessed; 0 leaves the back-test out
   */
  public record Evaluation(int weeks) {
    public Evaluation {
      Refusal.unless(weeks >= 0, "weeks", weeks, "at least 0");
    }
  }

  public FrequentlyBoughtTogetherSettings {
    Refusal.unless(minSupport > 0 && minSupport <= 1, "min-support", minSupport, "in (0, 1]");
    Refusal.unless(minOrderCount >= 1, "min-order-count", minOrderCount, "at least 1");
    Refusal.unless(
        minConfidence > 0 && minConfidence <= 1, "min-confidence", minConfidence, "in (0, 1]");
    Refusal.unless(minLift >= 0, "min-lift", minLift, "at least 0");
    Refusal.unless(maxLength >= 2, "max-length", maxLength, "at least 2");
    Refusal.unless(maxBasketSize >= 2, "max-basket-size", maxBasketSize, "at least 2");
    Refusal.unless(
        maxProductShare > 0 && maxProductShare <= 1,
        "max-product-share",
        maxProductShare,
        "in (0, 1]");
    Refusal.unless(listLength >= 1, "list-length", listLength, "at least 1");
    stopList = List.copyOf(stopList);
    bundleCoupons = List.copyOf(bundleCoupons);
    for (String pattern : bundleCoupons) {
      try {
        Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        throw Refusal.badConfiguration(
            "Invalid bundle-coupons: %s (must be regular expressions: %s)"
                .formatted(pattern, e.getDescription()));
      }
    }
  }

  /** The same, for pairs alone. */
  FrequentlyBoughtTogetherSettings forPairs() {
    return new FrequentlyBoughtTogetherSettings(
        engine,
        minSupport,
        minOrderCount,
        minConfidence,
        minLift,
        2,
        maxBasketSize,
        maxProductShare,
        stopList,
        bundleCoupons,
        listLength,
        mining,
        significance,
        ranking,
        substitutes,
        checkoutAddOns,
        evaluation);
  }
}

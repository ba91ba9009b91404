package io.tandem.basket;

import io.tandem.refusal.Refusal;
import java.util.List;

/**
 * How baskets are mined and what a product page shows; {@code reference.conf} explains each
 * setting.
 *
 * @param engine who mines
 * @param minSupport share of baskets that must hold an itemset, (0, 1]
 * @param minOrderCount baskets that must hold an itemset, however small the shop
 * @param minConfidence confidence that a rule must have, (0, 1]
 * @param minLift lift that a rule must have to be shown on a product page, ≥ 0
 * @param maxLength most products of an itemset, ≥ 2
 * @param maxBasketSize baskets with more products are left out
 * @param stopList product ids that are no products, such as postage
 * @param listLength most products shown beside one product
 */
public record FrequentlyBoughtTogetherSettings(
    Engine engine,
    double minSupport,
    int minOrderCount,
    double minConfidence,
    double minLift,
    int maxLength,
    int maxBasketSize,
    List<String> stopList,
    int listLength) {

  /** Who mines: stock MLlib. */
  public enum Engine {
    MLLIB
  }

  public FrequentlyBoughtTogetherSettings {
    Refusal.unless(minSupport > 0 && minSupport <= 1, "min-support", minSupport, "in (0, 1]");
    Refusal.unless(minOrderCount >= 1, "min-order-count", minOrderCount, "at least 1");
    Refusal.unless(
        minConfidence > 0 && minConfidence <= 1, "min-confidence", minConfidence, "in (0, 1]");
    Refusal.unless(minLift >= 0, "min-lift", minLift, "at least 0");
    Refusal.unless(maxLength >= 2, "max-length", maxLength, "at least 2");
    Refusal.unless(maxBasketSize >= 2, "max-basket-size", maxBasketSize, "at least 2");
    Refusal.unless(listLength >= 1, "list-length", listLength, "at least 1");
    stopList = List.copyOf(stopList);
  }
}

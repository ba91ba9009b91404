package io.tandem.coverage;

/**
 * What is planted into a shop.
 *
 * @param pairs how many, no product in two of them
 * @param lift how many times as often as expected, among baskets of equal size, they meet
 * @param leastExpected baskets that hold both by chance: of rarer pairs little could be known
 */
public record Planting(int pairs, double lift, double leastExpected) {}

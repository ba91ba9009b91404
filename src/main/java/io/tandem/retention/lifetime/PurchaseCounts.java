package io.tandem.retention.lifetime;

import java.io.Serializable;

/**
 * Customers counted by what a purchase model needs to know of each: how often, until when and for
 * how long. Customers who are alike in all three stand together, which loses nothing.
 *
 * @param frequency repeat purchases: days with an order after the first such day; ascending
 * @param recency time from the first purchase to the last one, 0 where there is no repeat
 * @param age time from the first purchase to the end of what was seen
 * @param customers who are alike
 */
public record PurchaseCounts(int[] frequency, double[] recency, double[] age, long[] customers)
    implements Serializable {}

package io.tandem.retention.lifetime;

import java.io.Serializable;

/**
 * What repeat customers spent: the mean value of so many purchases each.
 *
 * @param frequency purchases of the customer, at least 1; ascending
 * @param value their mean value, above 0
 */
public record SpentAmounts(int[] frequency, double[] value) implements Serializable {}

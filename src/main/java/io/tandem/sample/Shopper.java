package io.tandem.sample;

import java.time.LocalDateTime;

/**
 * One customer of a sample shop, or one guest, and what is planted in him or her.
 *
 * @param number from 0, in the order in which accounts were opened
 * @param customerId empty for a guest
 * @param taste what draws the customer to products
 * @param cycleDays mean days between two orders, as long as the customer stays
 * @param dropout the chance to leave for good after an order
 * @param appetite mean number of products that the customer comes for, beyond the first
 * @param everOrders whether there is any order at all
 */
record Shopper(
    long number,
    String customerId,
    LocalDateTime registeredAt,
    String country,
    boolean optsOut,
    Taste taste,
    double cycleDays,
    double dropout,
    double appetite,
    boolean everOrders) {}

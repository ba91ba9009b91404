package io.tandem.sample;

/**
 * One customer's habit of ordering a product anew when it is used up.
 *
 * @param product what is used up
 * @param days how long it lasts with this customer, on average
 */
record Habit(Product product, double days) {}

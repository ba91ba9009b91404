/**
 * Metrics of ranked lists: list and what was bought afterwards → a number from 0 to 1 per customer.
 * Plain Java; whoever has lists can use them. An item of the list that was bought is a
 * <em>hit</em>; k is how many places of the list count.
 */
package io.tandem.evaluation.ranking;

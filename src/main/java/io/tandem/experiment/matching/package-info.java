/**
 * Customers who were shown recommendations beside like customers who were not: coarsened exact
 * matching. Reads orders and exposures; gives sums over all matched customers, from which {@link
 * io.tandem.experiment.MatchedComparison} makes the rows of {@code matched_comparisons} and {@code
 * matched_balance}.
 *
 * <p>A <em>lever</em> is what was shown (cross-selling, personalization); a <em>span</em> the days
 * whose orders are compared; the <em>cut</em> of a span its first day, before which customers are
 * alike or not; a <em>stratum</em> the customers of a lever and a span who are alike; the
 * <em>exposed</em> those who were shown something. Customers grow with the shop and stay in Spark:
 * one row per lever and span leaves it.
 */
package io.tandem.experiment.matching;

/**
 * Back-tests in time: what would have been guessed some weeks ago, held against what was bought
 * since. Reads baskets and guesses; writes the rows of {@code cross_sell_evaluation}.
 *
 * <p>A <em>cut</em> is the day that splits the past: what lies before it is <em>known</em>, the
 * baskets since are <em>judged</em>. Of each judged basket one product is <em>hidden</em>, and what
 * is left is a <em>cart</em>. A <em>model</em> is a function from carts (order_id, products) to
 * <em>guesses</em> (order_id, rank, product_id, evidence_level), the best at rank 1. It knows
 * nothing but what was known, and this package knows nothing of how a model comes to its guesses.
 *
 * <p>A guess is right where it names the hidden product, whether the shop has it in stock today or
 * not: what was bought then could be bought then. Models are judged without filters by price or
 * availability, for the same reason.
 */
package io.tandem.evaluation;

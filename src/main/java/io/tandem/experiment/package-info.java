/**
 * Which lever moved which metric, as far as an experiment tells: customers → arms → what became of
 * them → effects → claims. Reads orders, registered customers, events and exposures, and outcomes
 * that were measured elsewhere; writes {@code experiment_assignments}, {@code experiment_moments},
 * {@code experiment_arms}, {@code experiment_effects}, {@code experiment_checks}, {@code
 * matched_comparisons}, {@code matched_balance} and {@code claims}.
 *
 * <p>The nightly experiment is a 2×2: cross-selling on or off × personalization on or off. A
 * <em>cell</em> is one of the four; an <em>arm</em> is the group a customer was assigned to, of the
 * 2×2 the cell. A <em>contrast</em> is what is compared; an <em>effect</em> is its difference with
 * its interval, over all who were assigned, whatever they saw. A <em>horizon</em> is the day of
 * enrolment and so many days more; it has <em>matured</em> when all of it lies before the run date.
 * A <em>claim</em> is what may be said of it, by templates keyed by design: only a randomized
 * design speaks of causes.
 */
package io.tandem.experiment;

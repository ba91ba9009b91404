/**
 * What orders were worth, whether customers came back, and what they may be worth: order lines →
 * orders → AOV, retention, cohorts, second orders, lifetime value, and where revenue changed. Reads
 * typed order lines, registered customers, and costs of products; writes {@code order_metrics},
 * {@code retention_metrics}, {@code cohort_retention}, {@code revenue_tree}, {@code
 * customer_survival}, {@code survival_comparisons}, {@code customer_value}, {@code
 * customer_value_models} and {@code customer_value_calibration}.
 *
 * <p><em>AOV</em> is revenue / orders, gross of refunds. A <em>cohort</em> is the customers of one
 * month of first order. A customer has <em>matured</em> for a window when the whole window lies
 * before the run date; only matured customers are in numerators and denominators. <em>Repeat
 * purchase rate</em>: share who ordered again, on a later day, within the window. <em>Retention
 * rate</em>: share who ordered in the window's last 30 days. A <em>purchase</em> is a day on which
 * a customer ordered; <em>frequency</em> counts purchases after the first. <em>Lifetime value</em>
 * is what is expected of a customer within a horizon from the run date on, never what was.
 *
 * <p>The statistics stand apart, without Spark: {@link io.tandem.retention.survival}, {@link
 * io.tandem.retention.lifetime}.
 */
package io.tandem.retention;

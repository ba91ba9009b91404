/**
 * What orders were worth and whether customers came back: order lines → orders → AOV, retention,
 * cohorts. Reads typed order lines; writes {@code order_metrics}, {@code retention_metrics} and
 * {@code cohort_retention}.
 *
 * <p><em>AOV</em> is revenue / orders, gross of refunds. A <em>cohort</em> is the customers of one
 * month of first order. A customer has <em>matured</em> for a window when the whole window lies
 * before the run date; only matured customers are in numerators and denominators. <em>Repeat
 * purchase rate</em>: share who ordered again, on a later day, within the window. <em>Retention
 * rate</em>: share who ordered in the window's last 30 days.
 */
package io.tandem.retention;

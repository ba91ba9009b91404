/**
 * Time until something happens, some of it still to come: Kaplan and Meier's curve ({@link
 * io.tandem.retention.survival.KaplanMeier}) and the log-rank test between groups ({@link
 * io.tandem.retention.survival.LogRank}). Pure Java on counts by time, knows no Spark.
 *
 * <p>Terms: an <em>event</em> is what is waited for; whoever was seen only until a time and had no
 * event by then is <em>censored</em> there; <em>at risk</em> at a time are those without an event
 * before it who were still seen at it.
 */
package io.tandem.retention.survival;

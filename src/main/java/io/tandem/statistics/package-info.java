/**
 * Intervals in closed form, as Columns. Reads nothing, writes nothing; used wherever a share is
 * published.
 */
package io.tandem.statistics;

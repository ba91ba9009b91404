/**
 * Raw files in, typed tables out: each column of an input is a Spark SQL expression over the shop's
 * own export. Rows that cannot be typed are rejects, each with a reason; rows that a rule names are
 * ignored; both are counted. Reads what the settings name; writes the typed rows, the rejects with
 * their raw text, and nothing else.
 */
package io.tandem.source;

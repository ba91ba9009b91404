/**
 * Holds what was staged against its contract, by reading back the files that were written: each
 * table by itself, the tables of a run against each other, and a run against the one before. Reads
 * Parquet; refuses in one line.
 */
package io.tandem.publish.audit;

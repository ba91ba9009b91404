/**
 * What is typed: one command per job. Reads arguments, clock and environment, so that nothing below
 * has to; turns every outcome into an exit code. Knows no Spark.
 */
package io.tandem.cli;

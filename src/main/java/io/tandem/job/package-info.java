/**
 * What runs at night: one class per job, each read → transform → audit → publish, and the run that
 * holds them together. Reads the sources that the settings name; writes the warehouse through
 * {@code publish}.
 */
package io.tandem.job;

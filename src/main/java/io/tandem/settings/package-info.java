/**
 * HOCON files and {@code --set} → the records that each package declares for what configures it.
 * Reads the job's file and {@code reference.conf}; writes nothing. A setting's name is its record
 * component in kebab-case.
 */
package io.tandem.settings;

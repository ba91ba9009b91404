/**
 * The only package that knows the warehouse's layout. Tables are staged under their run, read back
 * and audited; only when all of them have passed do they stand, all at once, the manifest and
 * {@code _latest.json} last. A run that fails, or is killed, leaves what was published as it was.
 * Reads and writes the warehouse; knows nothing of what the tables mean.
 */
package io.tandem.publish;

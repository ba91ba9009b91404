/**
 * The only package that knows the warehouse's layout: tables are staged under the run, read back
 * and audited, and only when all of them stand are they renamed into place, the manifest last. A
 * run that fails leaves what was published as it was. Reads and writes the warehouse; knows nothing
 * of what the tables mean.
 */
package io.tandem.publish;

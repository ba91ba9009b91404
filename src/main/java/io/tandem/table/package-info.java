/**
 * Every input and every published table: its name, grain, key and columns, each with a sentence for
 * analysts. The schemas are the contract: jobs write them, the audit holds what was written against
 * them, and {@code docs/tables.md} is generated from them. Reads nothing, writes nothing.
 */
package io.tandem.table;

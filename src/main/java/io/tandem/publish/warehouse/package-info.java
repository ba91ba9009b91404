/**
 * Where everything lies in a warehouse, and what may be asked of the file system below it. Reads
 * and writes the warehouse's own small files: which run each partition is of, which run is the
 * latest, how each ended.
 */
package io.tandem.publish.warehouse;

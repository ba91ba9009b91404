package io.tandem.publish.audit;

import java.io.Serializable;
import java.util.List;

/**
 * What one file of a table was found to hold.
 *
 * @param columns names and types, from the file
 * @param rows its rows
 * @param hash of its rows
 * @param firstKey the key of its first row; empty without rows
 * @param lastKey the key of its last row
 * @param faults what is wrong with it, worst first
 */
record FileFacts(
    List<String> columns,
    long rows,
    RowHash hash,
    List<KeyPart> firstKey,
    List<KeyPart> lastKey,
    List<String> faults)
    implements Serializable {}

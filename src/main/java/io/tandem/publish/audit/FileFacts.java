package io.tandem.publish.audit;

import java.io.Serializable;
import java.util.List;

/**
 * What one file of a table was found to hold.
 *
 * @param columns names and types, from the file
 * @param rows its rows
 * @param hashHigh upper half of the sum of the rows' hashes, modulo 2¹²⁸
 * @param hashLow lower half
 * @param firstKey the key of its first row; empty without rows
 * @param lastKey the key of its last row
 * @param faults what is wrong with it, worst first
 */
record FileFacts(
    List<String> columns,
    long rows,
    long hashHigh,
    long hashLow,
    List<KeyPart> firstKey,
    List<KeyPart> lastKey,
    List<String> faults)
    implements Serializable {}

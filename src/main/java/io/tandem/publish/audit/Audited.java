package io.tandem.publish.audit;

/**
 * One staged table as it was read back.
 *
 * @param table its name
 * @param rows its rows
 * @param files its Parquet files
 * @param bytes their size
 * @param rowHash order-independent hash of its rows: equal rows, equal hash
 */
public record Audited(String table, long rows, int files, long bytes, String rowHash) {}

/**
 * Questions of analysts, answered by DuckDB. Reads the published Parquet files of a warehouse in a
 * local folder and its {@code _latest.json}, and nothing else of it; writes to the terminal, or to
 * the CSV file that was asked for, never into the warehouse.
 *
 * <p>A <em>published table</em> is a folder of the warehouse with a partition per night, {@code
 * run_date=YYYY-MM-DD}. Its <em>newest</em> rows are those of its last night: under its own name a
 * table shows one night only, the newest or the one that was chosen, so that no query counts a
 * customer once per night. The files of the newest night are those that {@code _latest.json} lists,
 * so that no answer mixes two runs; where one is gone a moment later, the question is asked again.
 * Its <em>history</em> is all nights. An <em>answer</em> is the rows of the last statement; a
 * <em>value</em> is one cell of it.
 *
 * <p>The way through the classes: {@link io.tandem.query.Queries}, which opens {@link
 * io.tandem.query.PublishedTables} with the help of {@link io.tandem.query.LatestNights}, gives
 * {@link io.tandem.query.DuckDb} their views, and hands the answer to {@link
 * io.tandem.query.TerminalTable} or {@link io.tandem.query.CsvFile}.
 */
package io.tandem.query;

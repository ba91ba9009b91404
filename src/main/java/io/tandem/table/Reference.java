package io.tandem.table;

import java.util.List;

/**
 * A foreign key: what these columns hold stands in the other table of the same run, as its rows'
 * own. Rows with a null in one of the columns refer to nothing. An array refers to an array as a
 * whole, and to single values by each of its elements.
 *
 * @param columns of the table that refers
 * @param table name of the table that is referred to
 * @param targets columns of that table, one for each of ours
 */
public record Reference(List<String> columns, String table, List<String> targets) {}

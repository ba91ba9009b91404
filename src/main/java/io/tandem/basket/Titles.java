package io.tandem.basket;

import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.TITLE;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Sets of products by the names that customers read. */
final class Titles {
  /** The titles in one sentence: {@code Tea, Milk and Sugar}. */
  static final String TITLES = "titles";

  private static final String POSITION = "position";

  /**
   * The titles of each different set: the set itself and {@link #TITLES}. A product that is not in
   * the catalogue goes by its id.
   *
   * @param set the column that holds the sets, arrays of two products or more
   */
  static Dataset<Row> of(Dataset<Row> rows, String set, Dataset<Row> catalogue) {
    Column title = coalesce(col(TITLE), col(PRODUCT_ID)).as(TITLE);
    return rows.select(set)
        .distinct()
        .select(col(set), posexplode(col(set)).as(new String[] {POSITION, PRODUCT_ID}))
        .join(catalogue.select(PRODUCT_ID, TITLE), new String[] {PRODUCT_ID}, "left")
        .groupBy(set)
        .agg(array_sort(collect_list(struct(col(POSITION), title))).as(TITLES))
        .select(col(set), inWords(col(TITLES).getField(TITLE)).as(TITLES));
  }

  /** At least two names as one reads them out. */
  static Column inWords(Column titles) {
    Column allButLast = slice(titles, lit(1), size(titles).minus(1));
    return concat(array_join(allButLast, ", "), lit(" and "), element_at(titles, -1));
  }

  private Titles() {}
}

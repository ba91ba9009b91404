package io.tandem.basket;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.transform;

import io.tandem.table.Types;
import org.apache.spark.sql.Column;

/** Categories are paths: what is said of {@code Kitchen} holds for {@code Kitchen/Coffee} too. */
final class CategoryPaths {
  private static final String SEPARATOR = "/";

  /**
   * The category and all above it, from the top: {@code Kitchen}, {@code Kitchen/Coffee}. Empty
   * where there is none.
   */
  static Column of(Column category) {
    Column levels = split(category, SEPARATOR);
    Column paths =
        transform(
            sequence(lit(1), size(levels)),
            depth -> array_join(slice(levels, lit(1), depth), SEPARATOR));
    return coalesce(paths, array().cast(Types.STRINGS));
  }

  /** How many levels a path has. */
  static Column depth(Column category) {
    return size(split(category, SEPARATOR));
  }

  private CategoryPaths() {}
}

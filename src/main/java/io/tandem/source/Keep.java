package io.tandem.source;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes rows once, under a name, for the length of a run, and gives back what was written. */
@FunctionalInterface
public interface Keep {
  Dataset<Row> keep(String name, Dataset<Row> rows);
}

package io.tandem.recommendation;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Ids as ints from 0, in the order of the ids: the same ids have the same numbers, whatever the
 * partitions. Engines want ints; tables keep the strings. Holds cached data until it is closed.
 *
 * @param ids each id and its number
 * @param count of ids
 */
record Numbering(Dataset<Row> ids, int count) implements AutoCloseable {

  /** Numbers the distinct values of a column of strings. */
  static Numbering of(Dataset<Row> rows, String id, String number) {
    JavaRDD<Row> numbered =
        rows.select(col(id))
            .distinct()
            .sort(id)
            .javaRDD()
            .zipWithIndex()
            .map(pair -> RowFactory.create(pair._1().getString(0), Math.toIntExact(pair._2())));
    StructType schema =
        new StructType()
            .add(id, DataTypes.StringType, false)
            .add(number, DataTypes.IntegerType, false);
    Dataset<Row> ids =
        rows.sparkSession()
            .createDataFrame(numbered, schema)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new Numbering(ids, Math.toIntExact(ids.count()));
  }

  @Override
  public void close() {
    ids.unpersist();
  }
}

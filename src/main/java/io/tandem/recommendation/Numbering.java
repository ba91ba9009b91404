package io.tandem.recommendation;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Ids as ints from 0, in the order of the ids: the same ids have the same numbers, whatever the
 * partitions. Engines want ints; tables keep the strings.
 */
final class Numbering {
  /** The distinct values of a column of strings, each with its number. */
  static Dataset<Row> of(Dataset<Row> rows, String id, String number) {
    Dataset<Row> ids = rows.select(col(id)).distinct().sort(id);
    JavaRDD<Row> numbered =
        ids.javaRDD()
            .zipWithIndex()
            .map(pair -> RowFactory.create(pair._1().getString(0), Math.toIntExact(pair._2())));
    StructType schema =
        new StructType(
            List.of(
                    new StructField(id, DataTypes.StringType, false, Metadata.empty()),
                    new StructField(number, DataTypes.IntegerType, false, Metadata.empty()))
                .toArray(new StructField[0]));
    return rows.sparkSession().createDataFrame(numbered, schema);
  }

  private Numbering() {}
}

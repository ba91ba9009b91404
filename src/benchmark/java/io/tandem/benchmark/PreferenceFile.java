package io.tandem.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trim;

import io.tandem.recommendation.Factorization;
import io.tandem.refusal.Refusal;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Preferences in a text file: user, item and weight on each line, separated by blanks or tabs. */
final class PreferenceFile {
  /** user_id, item_id, weight: each pair once, with the sum of its weights. */
  static Dataset<Row> read(SparkSession spark, Path file) {
    Column fields = split(trim(col("value")), "\\s+");
    Dataset<Row> lines =
        spark
            .read()
            .text(Benchmarks.file(file).toAbsolutePath().toString())
            .where(trim(col("value")).notEqual(""));
    Column weight = fields.getItem(2).try_cast("float");
    List<Row> wrong =
        lines.where(size(fields).notEqual(3).or(weight.isNull()).or(weight.isNaN())).takeAsList(1);
    if (!wrong.isEmpty()) {
      throw Refusal.dataRefused(
          "Cannot read %s: a line is not user, item and weight: \"%s\""
              .formatted(file, wrong.get(0).getString(0)));
    }
    return lines
        .select(
            fields.getItem(0).as("user_id"),
            fields.getItem(1).as("item_id"),
            weight.as(Factorization.WEIGHT))
        .groupBy("user_id", "item_id")
        .agg(sum(Factorization.WEIGHT).cast("float").as(Factorization.WEIGHT));
  }

  private PreferenceFile() {}
}

package io.tandem.report;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One collected row, read by column name. */
record Cells(Row row) {
  private static final String DESCRIPTION = "spark.job.description";

  /**
   * The rows of a dataset that the caller has bounded.
   *
   * @param step what Spark's pages call the work
   */
  static List<Cells> collect(String step, Dataset<Row> bounded) {
    SparkContext spark = bounded.sparkSession().sparkContext();
    String callers = spark.getLocalProperty(DESCRIPTION);
    spark.setJobDescription("Report: " + step);
    try {
      return bounded.collectAsList().stream().map(Cells::new).toList();
    } finally {
      spark.setJobDescription(callers);
    }
  }

  String text(String column) {
    return row.getAs(column);
  }

  /** A text; absent where there is none. */
  Optional<String> optionalText(String column) {
    return Optional.ofNullable(text(column));
  }

  List<String> texts(String column) {
    return row.getList(row.fieldIndex(column));
  }

  long count(String column) {
    return row.<Number>getAs(column).longValue();
  }

  double number(String column) {
    return row.<Number>getAs(column).doubleValue();
  }

  BigDecimal money(String column) {
    return row.getDecimal(row.fieldIndex(column));
  }

  boolean is(String column) {
    return row.getBoolean(row.fieldIndex(column));
  }

  /** A date, whichever of its two date classes the session uses. */
  LocalDate date(String column) {
    Object date = row.getAs(column);
    return date instanceof Date old ? old.toLocalDate() : (LocalDate) date;
  }

  /** A number and the interval that stands in the columns {@code _lower} and {@code _upper}. */
  Optional<Estimate> estimate(String column) {
    return optional(column)
        .map(
            value ->
                new Estimate(
                    value,
                    optional(column + "_lower")
                        .flatMap(
                            lower ->
                                optional(column + "_upper")
                                    .map(upper -> new Interval(lower, upper)))));
  }

  /** A number; absent where there is none, or it is none. */
  Optional<Double> optional(String column) {
    return row.isNullAt(row.fieldIndex(column))
        ? Optional.empty()
        : Optional.of(number(column)).filter(Double::isFinite);
  }
}

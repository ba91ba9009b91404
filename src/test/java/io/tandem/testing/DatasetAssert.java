package io.tandem.testing;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** Assertions on the rows of a dataset, with the differing rows in the message. */
public final class DatasetAssert extends AbstractAssert<DatasetAssert, Dataset<Row>> {
  private DatasetAssert(Dataset<Row> actual) {
    super(actual, DatasetAssert.class);
  }

  public static DatasetAssert assertThat(Dataset<Row> actual) {
    return new DatasetAssert(actual);
  }

  public DatasetAssert hasRowsInAnyOrder(Row... expected) {
    Assertions.assertThat(texts(actual.collectAsList()))
        .containsExactlyInAnyOrderElementsOf(texts(List.of(expected)));
    return this;
  }

  public DatasetAssert hasRows(Row... expected) {
    Assertions.assertThat(texts(actual.collectAsList()))
        .containsExactlyElementsOf(texts(List.of(expected)));
    return this;
  }

  public DatasetAssert isEmpty() {
    return hasRows();
  }

  /** Arrays compare by content and decimals by value once they are text. */
  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(DatasetAssert::text).toList();
  }

  private static String text(Row row) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < row.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(text(row.get(i)));
    }
    return text.append(']').toString();
  }

  private static String text(Object value) {
    if (value instanceof Object[] array) {
      return List.of(array).toString();
    }
    if (value instanceof scala.collection.Seq<?> seq) {
      return scala.jdk.javaapi.CollectionConverters.asJava(seq).toString();
    }
    if (value instanceof java.math.BigDecimal decimal) {
      return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
    return String.valueOf(value);
  }
}

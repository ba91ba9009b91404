package io.tandem.publish.audit;

import io.tandem.refusal.Refusal;
import io.tandem.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Holds a staged table, as read back from its files, against its contract: the columns, rows where
 * there must be some, a key that is unique and in order, no null where none is allowed, values
 * within what is declared. One task a file, one pass over its rows, no shuffle.
 */
public final class TableAudit {
  private final SparkSession spark;
  private final Table table;
  private final LocalDate runDate;
  private final String ifEmpty;

  /**
   * @param ifEmpty what to tell the operator where there is no row and the table may not be empty
   */
  public TableAudit(SparkSession spark, Table table, LocalDate runDate, String ifEmpty) {
    this.spark = spark;
    this.table = table;
    this.runDate = runDate;
    this.ifEmpty = ifEmpty;
  }

  /**
   * Rows, size and hash of the table; refuses it in one line where it does not keep its contract.
   *
   * @param files in the order of the rows
   */
  public Audited check(List<FileStatus> files) {
    List<FileFacts> facts = read(files);
    long rows = 0;
    RowHash hash = RowHash.NO_ROWS;
    List<KeyPart> lastKey = List.of();
    for (FileFacts file : facts) {
      refuseOtherColumns(file.columns());
      if (!file.faults().isEmpty()) {
        throw refused(file.faults().get(0));
      }
      if (rows > 0 && file.rows() > 0 && KeyPart.compare(lastKey, file.firstKey()) >= 0) {
        throw refused(
            "keys of two files overlap (%s), such as %s."
                .formatted(String.join(", ", table.key()), KeyPart.inWords(file.firstKey())));
      }
      if (file.rows() > 0) {
        lastKey = file.lastKey();
      }
      rows += file.rows();
      hash = hash.plus(file.hash());
    }
    if (rows == 0 && !table.mayBeEmpty()) {
      throw refused(ifEmpty);
    }
    return new Audited(
        table.name(),
        rows,
        files.size(),
        files.stream().mapToLong(FileStatus::getLen).sum(),
        hash.hex());
  }

  private List<FileFacts> read(List<FileStatus> files) {
    List<String> paths = files.stream().map(file -> file.getPath().toString()).toList();
    if (paths.isEmpty()) {
      throw refused("no file was written.");
    }
    FileReader reader = reader();
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    try {
      return JavaSparkContext.fromSparkContext(spark.sparkContext())
          .parallelize(new ArrayList<>(paths), paths.size())
          .map(path -> reader.read(path, hadoop.value()))
          .collect();
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare.
      throw refused("it cannot be read back: %s.".formatted(firstLine(root(e))), e);
    }
  }

  private FileReader reader() {
    List<String> required = new ArrayList<>();
    for (StructField field : table.schema().fields()) {
      if (!field.nullable()) {
        required.add(field.name());
      }
    }
    Map<String, FileReader.Checked> values = new HashMap<>();
    table.values().forEach((column, allowed) -> values.put(column, FileReader.Checked.of(allowed)));
    return new FileReader(new ArrayList<>(table.key()), required, values);
  }

  private void refuseOtherColumns(List<String> found) {
    List<String> expected =
        Arrays.stream(table.schema().fields())
            .map(field -> field.name() + " " + field.dataType().catalogString())
            .toList();
    if (!found.equals(expected)) {
      throw refused("its columns are %s, not %s.".formatted(found, expected));
    }
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  private Refusal refused(String why) {
    return refused(why, null);
  }

  private Refusal refused(String why, Throwable cause) {
    return Refusal.dataRefused(
        "Cannot publish %s for %s: %s".formatted(table.name(), runDate, why), cause);
  }
}

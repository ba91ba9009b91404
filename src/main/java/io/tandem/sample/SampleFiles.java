package io.tandem.sample;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tandem.refusal.Refusal;
import io.tandem.table.Columns;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Writes a sample shop as the files of an export, under plain names and without leftovers. */
final class SampleFiles {
  private static final long MOST_ROWS_OF_ONE_FILE = 500_000;
  private static final int ROWS_OF_A_PART = 250_000;
  private static final String SUFFIX = ".csv.gz";

  private final SparkSession spark;
  private final Path directory;

  SampleFiles(SparkSession spark, String directory) {
    this.spark = spark;
    this.directory = new Path(directory);
  }

  void write(SampleShop shop) {
    try {
      FileSystem files = fileSystem();
      files.mkdirs(directory);
      writeInTime(files, Timed.orderLines(shop), shop.plan());
      writeInTime(files, Timed.events(shop), shop.plan());
      writeInTime(files, Timed.exposures(shop), shop.plan());
      Column customer = col("customer_id");
      writeOne(files, "products", shop.products().coalesce(1));
      writeOne(files, "assortment", shop.assortment().coalesce(1));
      writeOne(files, "customers", sorted(shop.customers(), customer));
      writeOne(files, "truth-customers", sorted(shop.customerTruth(), customer));
      try (OutputStream out = files.create(new Path(directory, "truth.json"), true)) {
        out.write(shop.truthJson().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw Refusal.cannotPublish(
          "Cannot write the sample shop to " + directory + ": " + e.getMessage(), e);
    }
  }

  /** In the order of time; as several files, one after the other, where there are many rows. */
  private void writeInTime(FileSystem files, Timed timed, ShopPlan plan) throws IOException {
    Column[] export = timed.columns.stream().map(name -> col(name)).toArray(Column[]::new);
    if (timed.count <= MOST_ROWS_OF_ONE_FILE) {
      writeOne(files, timed.name, sorted(timed.rows, timed.order).select(export));
      files.delete(new Path(directory, timed.name), true);
      return;
    }
    int parts = (int) (timed.count / ROWS_OF_A_PART) + 1;
    long start = timed.firstDay.toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC);
    long span = plan.endDay().toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC) - start;
    Column part = timed.order[0].minus(lit(start)).multiply(lit(parts)).divide(lit(span));
    Dataset<Row> inTime =
        timed
            .rows
            .repartitionById(parts, part.cast("int"))
            .sortWithinPartitions(timed.order)
            .select(export);
    writeMany(files, timed.name, inTime);
    files.delete(new Path(directory, timed.name + SUFFIX), false);
  }

  /** Rows with a time of their own. The first column of the order is that time in seconds. */
  private record Timed(
      String name,
      Dataset<Row> rows,
      long count,
      LocalDate firstDay,
      Column[] order,
      List<String> columns) {
    static Timed orderLines(SampleShop shop) {
      return new Timed(
          "order-lines",
          shop.placedOrderLines(),
          shop.orderLineCount(),
          shop.plan().firstDay(),
          new Column[] {col(OrderLineRow.PLACED_SECOND), col("order_id"), col(OrderLineRow.LINE)},
          OrderLineRow.COLUMNS);
    }

    /** A step takes seconds: one session has no two events at a time. */
    static Timed events(SampleShop shop) {
      return new Timed(
          "events",
          shop.placedEvents(),
          shop.eventCount(),
          BrowsingHistory.firstDay(shop.plan()),
          new Column[] {col(Event.SECOND), col(Columns.SESSION_ID)},
          Event.COLUMNS);
    }

    /** One customer may be shown several things in one second. */
    static Timed exposures(SampleShop shop) {
      return new Timed(
          "exposures",
          shop.placedExposures(),
          shop.exposureCount(),
          Experiment.startsOn(shop.plan()),
          new Column[] {col(Exposure.SECOND), col("customer_id"), col("placement"), col("slot")},
          Exposure.COLUMNS);
    }
  }

  private static Dataset<Row> sorted(Dataset<Row> rows, Column... order) {
    return rows.coalesce(1).sortWithinPartitions(order);
  }

  private void writeOne(FileSystem files, String name, Dataset<Row> rows) throws IOException {
    Path target = new Path(directory, name + SUFFIX);
    Path staged = stage(name, rows);
    files.delete(target, false);
    move(files, parts(files, staged).get(0), target);
    files.delete(staged, true);
  }

  private void writeMany(FileSystem files, String name, Dataset<Row> rows) throws IOException {
    Path folder = new Path(directory, name);
    Path staged = stage(name, rows);
    files.delete(folder, true);
    files.mkdirs(folder);
    int number = 0;
    for (Path part : parts(files, staged)) {
      move(
          files,
          part,
          new Path(folder, String.format(Locale.ROOT, "part-%05d%s", number++, SUFFIX)));
    }
    files.delete(staged, true);
  }

  /** Spark writes a folder of files with names of its own. */
  private Path stage(String name, Dataset<Row> rows) {
    Path staged = new Path(directory, "_writing-" + name);
    spark.sparkContext().setJobDescription("Write " + name + " of the sample shop");
    rows.write()
        .mode("overwrite")
        .option("header", true)
        .option("compression", "gzip")
        .option("escape", "\"")
        .option("ignoreLeadingWhiteSpace", false)
        .option("ignoreTrailingWhiteSpace", false)
        .csv(staged.toString());
    return staged;
  }

  private static List<Path> parts(FileSystem files, Path staged) throws IOException {
    List<Path> parts = new ArrayList<>();
    Arrays.stream(files.globStatus(new Path(staged, "part-*" + SUFFIX)))
        .forEach(status -> parts.add(status.getPath()));
    return parts.stream().sorted().toList();
  }

  private static void move(FileSystem files, Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("cannot move " + from.getName() + " to " + to);
    }
  }

  /** The local file system without its checksum files: they are no part of an export. */
  private FileSystem fileSystem() throws IOException {
    FileSystem files = directory.getFileSystem(spark.sessionState().newHadoopConf());
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }
}

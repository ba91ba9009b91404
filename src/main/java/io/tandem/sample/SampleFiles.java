package io.tandem.sample;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
  private static final long MOST_LINES_OF_ONE_FILE = 500_000;
  private static final int LINES_OF_A_PART = 250_000;
  private static final long SECONDS_OF_A_DAY = 86_400;
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
      writeOrderLines(files, shop);
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

  private void writeOrderLines(FileSystem files, SampleShop shop) throws IOException {
    Column[] order = {col(OrderLineRow.PLACED_SECOND), col("order_id"), col(OrderLineRow.LINE)};
    Column[] export = OrderLineRow.COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> lines = shop.placedOrderLines();
    if (shop.orderLineCount() <= MOST_LINES_OF_ONE_FILE) {
      writeOne(files, "order-lines", sorted(lines, order).select(export));
      files.delete(new Path(directory, "order-lines"), true);
      return;
    }
    int parts = (int) (shop.orderLineCount() / LINES_OF_A_PART) + 1;
    long start = shop.plan().firstDay().toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC);
    long span = shop.plan().days() * SECONDS_OF_A_DAY;
    Column part =
        col(OrderLineRow.PLACED_SECOND).minus(lit(start)).multiply(lit(parts)).divide(lit(span));
    Dataset<Row> inTime =
        lines.repartitionById(parts, part.cast("int")).sortWithinPartitions(order).select(export);
    writeMany(files, "order-lines", inTime);
    files.delete(new Path(directory, "order-lines" + SUFFIX), false);
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

package io.tandem.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tandem.refusal.Refusal;
import io.tandem.table.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.SparkClassNotFoundException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The raw rows of an input. Text formats are read as strings by header name, typed formats as they
 * are. CSV files of one folder may have their columns in different orders: they are read header by
 * header, because Spark itself would map the columns of all by the position in the first.
 */
final class RawRows {
  /**
   * The raw text of a row that the text format's parser could not take apart; null where it could.
   */
  static final String MALFORMED = "_malformed";

  private final SparkSession spark;
  private final Table table;
  private final SourceSettings settings;

  RawRows(SparkSession spark, Table table, SourceSettings settings) {
    this.spark = spark;
    this.table = table;
    this.settings = settings;
  }

  /**
   * All raw rows, with the column {@link #MALFORMED}; what cannot be opened is refused in one line.
   */
  Dataset<Row> read() {
    try {
      Dataset<Row> rows = open(settings.format().orElseThrow());
      if (rows.columns().length == 1) {
        throw Refusal.dataRefused("Refused %s: the file is empty.".formatted(where()));
      }
      return rows;
    } catch (Refusal e) {
      throw e;
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare.
      String message = "Cannot read %s: %s".formatted(where(), Mapping.firstLine(e));
      throw e instanceof AnalysisException
              || e instanceof IllegalArgumentException
              || e instanceof SparkClassNotFoundException
          ? Refusal.badConfiguration(
              "%s Check sources.%s: format, path and options."
                  .formatted(message, table.kebabName()),
              e)
          : Refusal.dataRefused(message, e);
    }
  }

  private Dataset<Row> open(String format) throws IOException {
    return switch (format) {
      case "csv" -> csv();
      case "json" -> withMalformed(reader().option("primitivesAsString", true).json(path()));
      default -> withMalformed(load(format));
    };
  }

  private Dataset<Row> load(String format) throws IOException {
    DataFrameReader reader = reader().format(format);
    boolean isFile = List.of("parquet", "orc", "avro", "text").contains(format);
    if (settings.path().isEmpty()) {
      return reader.load();
    }
    return reader.load(isFile ? path() : settings.path().get());
  }

  private Dataset<Row> csv() throws IOException {
    boolean hasHeader = Boolean.parseBoolean(settings.options().getOrDefault("header", "true"));
    Map<String, List<String>> filesByHeader = new TreeMap<>();
    for (Path file : files()) {
      String header = hasHeader ? header(file) : "";
      if (hasHeader && header.isEmpty()) {
        continue; // An empty file has no rows, and no header to tell its columns by.
      }
      filesByHeader.computeIfAbsent(header, none -> new ArrayList<>()).add(file.toString());
    }
    return filesByHeader.values().stream()
        .map(files -> csv(files, hasHeader))
        .reduce((one, other) -> one.unionByName(other, true))
        .orElseThrow(
            () -> Refusal.dataRefused("Refused %s: the file is empty.".formatted(where())));
  }

  /**
   * Files of one header. The column for malformed rows makes Spark check the number of fields of
   * every row.
   */
  private Dataset<Row> csv(Collection<String> files, boolean hasHeader) {
    String[] paths = files.stream().map(RawRows::literalGlob).toArray(String[]::new);
    DataFrameReader reader =
        reader().option("header", hasHeader).option("columnNameOfCorruptRecord", MALFORMED);
    StructType header = reader.csv(paths).schema();
    return reader.schema(header.add(MALFORMED, DataTypes.StringType)).csv(paths);
  }

  /**
   * Spark takes every path for a glob: a file whose own name holds such a character is named with
   * escapes.
   */
  private static String literalGlob(String path) {
    return path.replaceAll("([*?\\[\\]{}\\\\])", "\\\\$1");
  }

  private DataFrameReader reader() {
    DataFrameReader reader = spark.read();
    if (List.of("csv", "json").contains(settings.format().orElseThrow())) {
      // RFC 4180: a quote inside a quoted field is doubled. Spark's own default is a backslash.
      reader.option("escape", "\"").option("columnNameOfCorruptRecord", MALFORMED);
    }
    return reader.options(settings.options());
  }

  private static Dataset<Row> withMalformed(Dataset<Row> rows) {
    if (List.of(rows.columns()).contains(MALFORMED)) {
      return rows;
    }
    Column none = lit(null).cast(DataTypes.StringType).as(MALFORMED);
    return rows.select(col("*"), none);
  }

  private String path() throws IOException {
    if (files().isEmpty()) {
      throw missing();
    }
    return settings.path().orElseThrow();
  }

  /** The data files that the path names, in order of name; folders are entered. */
  private List<Path> files() throws IOException {
    Path pattern =
        new Path(
            settings
                .path()
                .filter(path -> !path.isBlank())
                .orElseThrow(
                    () ->
                        Refusal.badConfiguration(
                            "Missing setting: sources.%s.path (format %s reads files)"
                                .formatted(table.kebabName(), settings.format().orElseThrow()))));
    FileSystem fileSystem = pattern.getFileSystem(hadoop());
    FileStatus[] matches = fileSystem.globStatus(pattern);
    if (matches == null || matches.length == 0) {
      throw missing();
    }
    List<Path> files = new ArrayList<>();
    for (FileStatus match : matches) {
      collect(fileSystem, match, files);
    }
    if (files.isEmpty()) {
      throw missing();
    }
    files.sort(Comparator.comparing(Path::toString));
    return files;
  }

  private static void collect(FileSystem fileSystem, FileStatus status, List<Path> files)
      throws IOException {
    if (status.isFile()) {
      files.add(status.getPath());
      return;
    }
    for (FileStatus child : fileSystem.listStatus(status.getPath())) {
      String name = child.getPath().getName();
      if (!name.startsWith("_") && !name.startsWith(".")) {
        collect(fileSystem, child, files);
      }
    }
  }

  private String header(Path file) {
    try {
      CompressionCodec codec = new CompressionCodecFactory(hadoop()).getCodec(file);
      InputStream bytes = file.getFileSystem(hadoop()).open(file);
      Charset charset =
          Charset.forName(
              settings.options().getOrDefault("encoding", StandardCharsets.UTF_8.name()));
      try (InputStream plain = codec == null ? bytes : codec.createInputStream(bytes);
          BufferedReader lines = new BufferedReader(new InputStreamReader(plain, charset))) {
        return lines.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
      }
    } catch (IOException | UncheckedIOException e) {
      throw Refusal.dataRefused(
          "Cannot read %s in %s: %s".formatted(file, where(), e.getMessage()), e);
    }
  }

  private Refusal missing() {
    return Refusal.inputMissing(
        "Cannot find %s. Check sources.%s.path."
            .formatted(settings.path().orElseThrow(), table.kebabName()));
  }

  private Configuration hadoop() {
    return spark.sessionState().newHadoopConf();
  }

  /** The input and its place, for messages. */
  String where() {
    return "%s (%s)"
        .formatted(table.name(), settings.path().orElse(settings.format().orElseThrow()));
  }

  /** The raw columns' names, for messages. */
  static String columnsOf(Dataset<Row> raw) {
    return Arrays.stream(raw.columns())
        .filter(column -> !column.equals(MALFORMED))
        .collect(Collectors.joining(", "));
  }
}

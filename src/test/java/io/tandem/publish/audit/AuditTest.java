package io.tandem.publish.audit;

import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tandem.refusal.Refusal;
import io.tandem.table.Table;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tables with one thing wrong each, written as they are and read back. */
@ExtendWith(SparkExtension.class)
class AuditTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final Table PRODUCTS =
      Table.named("shelf", "One product.")
          .column("id", StringType, "Which.")
          .column("place", IntegerType, "Where.")
          .nullable("share", DoubleType, "How much.")
          .within(0, 1)
          .nullable("score", DoubleType, "Any.")
          .nullable("kind", StringType, "What.")
          .oneOf("new", "old")
          .key("id", "place")
          .build();
  private static final Table PAIRS =
      Table.named("pairs", "One pair.")
          .column("ids", DataType.fromDDL("array<string>"), "Both.")
          .column("rank", IntegerType, "Position.")
          .key("ids", "rank")
          .references("ids", "shelf", "id")
          .mayBeEmpty();
  private static final String SHELF =
      "id string, place int, share double, score double, kind string";

  @TempDir private Path folder;
  private SparkSession spark;
  private int written;

  @BeforeEach
  void takeSession(SparkSession session) {
    spark = session;
  }

  /** One file of these rows, in this order. */
  private List<FileStatus> file(String schema, Row... rows) throws IOException {
    Path directory = folder.resolve("written" + written++);
    rows(spark, schema, rows).coalesce(1).write().parquet(directory.toString());
    return files(directory);
  }

  private static List<FileStatus> files(Path directory) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        files.add(
            FileSystem.getLocal(new Configuration())
                .getRaw()
                .getFileStatus(new org.apache.hadoop.fs.Path(entry.toUri())));
      }
    }
    return files;
  }

  private Audited check(Table table, List<FileStatus> files) {
    return new TableAudit(spark, table, DAY, "nothing came.").check(files);
  }

  private void assertRefused(List<FileStatus> files, String why) {
    assertThatThrownBy(() -> check(PRODUCTS, files))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.DATA_REFUSED))
        .hasMessageStartingWith("Cannot publish shelf for 2026-03-01: " + why)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @Test
  void whatKeepsItsContractPasses() throws IOException {
    Audited audited =
        check(
            PRODUCTS,
            file(
                SHELF,
                row("Z", 1, 0.0, -3.5, "new"),
                row("a", 1, 1.0, null, null),
                row("é", -1, null, 1e300, "old")));
    assertThat(audited.rows()).isEqualTo(3);
    assertThat(audited.files()).isEqualTo(1);
    assertThat(audited.bytes()).isPositive();
  }

  @Test
  void eachFaultIsToldInOneLine() throws IOException {
    assertRefused(file(SHELF), "nothing came.");
    assertRefused(
        file(SHELF, row(null, 1, null, null, null), row("a", 1, null, null, null)),
        "1 row has no id.");
    assertRefused(
        file(SHELF, row("a", 1, null, null, null), row("a", 1, 0.5, null, null)),
        "1 row has the key of another one (id, place), such as a, 1.");
    assertRefused(
        file(SHELF, row("b", 1, null, null, null), row("a", 1, null, null, null)),
        "its rows are not sorted by their key (id, place).");
    assertRefused(
        file(SHELF, row("a", 1, 1.0000001, null, null)),
        "share of 1 row is not 0 to 1, such as 1.0000001.");
    assertRefused(
        file(
            SHELF,
            row("a", 1, null, Double.NaN, null),
            row("b", 1, null, Double.POSITIVE_INFINITY, null)),
        "score of 2 rows is not finite, such as NaN.");
    assertRefused(
        file(SHELF, row("a", 1, null, null, "odd")),
        "kind of 1 row is not one of new, old, such as odd.");
    assertRefused(
        file(
            "id string, place bigint, share double, score double, kind string",
            row("a", 1L, null, null, null)),
        "its columns are [id string, place bigint, share double, score double, kind string], not [id string, place int,");
  }

  @Test
  void keysMustBeUniqueAcrossFilesToo() throws IOException {
    List<FileStatus> both =
        new ArrayList<>(file(SHELF, row("a", 1, null, null, null), row("c", 1, null, null, null)));
    both.addAll(file(SHELF, row("b", 1, null, null, null)));
    assertRefused(both, "keys of two files overlap (id, place), such as b, 1.");
  }

  @Test
  void aTruncatedFileIsFound() throws IOException {
    List<FileStatus> files = file(SHELF, row("a", 1, null, null, null));
    Path file = Path.of(files.get(0).getPath().toUri().getPath());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 7);
    }
    assertRefused(files, "it cannot be read back: ");
  }

  @Test
  void aDamagedByteIsFound() throws IOException {
    Row[] many = new Row[2000];
    for (int i = 0; i < many.length; i++) {
      many[i] = row("product %05d".formatted(i), 1, (i % 97) / 97.0, i * 1.7, null);
    }
    List<FileStatus> files = file(SHELF, many);
    String whole = check(PRODUCTS, files).rowHash();
    Path file = Path.of(files.get(0).getPath().toUri().getPath());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 0x20;
    Files.write(file, bytes);
    try {
      assertThat(check(PRODUCTS, files).rowHash()).isNotEqualTo(whole);
    } catch (Refusal e) {
      assertThat(e).hasMessageContaining("Cannot publish shelf");
    }
  }

  @Test
  void referencesMustBeMet() {
    Dataset<Row> shelf =
        rows(spark, SHELF, row("a", 1, null, null, null), row("b", 1, null, null, null));
    Map<Table, Dataset<Row>> staged = new LinkedHashMap<>();
    staged.put(PAIRS, rows(spark, "ids array<string>, rank int", row(List.of("a", "b"), 1)));
    assertThat(References.check(staged, DAY)).as("its table is of another run").isZero();
    staged.put(PRODUCTS, shelf);
    assertThat(References.check(staged, DAY)).isEqualTo(1);
    staged.put(
        PAIRS,
        rows(
            spark,
            "ids array<string>, rank int",
            row(List.of("a", "x"), 1),
            row(List.of("x", "b"), 2)));
    assertThatThrownBy(() -> References.check(staged, DAY))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "Cannot publish pairs for 2026-03-01: pairs (ids) refers to shelf (id), which 2 of its rows find nothing in, such as [\"x\"].");
  }

  private static final Table LISTS =
      Table.named("lists", "One product on a list.")
          .column("customer", StringType, "Whose.")
          .column("rank", IntegerType, "Position.")
          .column("product", StringType, "What.")
          .column("score", DoubleType, "How much.")
          .column("source", StringType, "Whence.")
          .key("customer", "rank")
          .lists(List.of("customer"), "product", "score")
          .build();
  private static final DriftSettings LIMITS =
      new DriftSettings(DriftSettings.WhenExceeded.REFUSE, 7, 10, 0.5, 0.7, 0.5, 0.2, 1.0);

  /** Lists of ten, of customers 0 to n, of the products first to first + 9. */
  private Dataset<Row> lists(int customers, int first, double scale, String source) {
    return spark
        .range((long) customers * 10)
        .selectExpr(
            "string(id div 10) as customer",
            "int(id %% 10) + 1 as rank".formatted(),
            "string(%d + id %% 10) as product".formatted(first),
            "%s * (1 + (id * 7919) %% 1000) as score".formatted(scale),
            "'%s' as source".formatted(source));
  }

  private Map<String, Drift.Measured> measured(Dataset<Row> before, Dataset<Row> now) {
    Map<String, Drift.Measured> measured = new LinkedHashMap<>();
    new Drift(LIMITS).lists(LISTS, before, now).forEach(one -> measured.put(one.measure(), one));
    return measured;
  }

  @Test
  void driftOfListsIsMeasured() {
    Dataset<Row> before = lists(100, 0, 1, "als");
    Map<String, Drift.Measured> same = measured(before, lists(100, 0, 1, "als"));
    assertThat(same.get("min-owners-kept").value()).isEqualTo(1);
    assertThat(same.get("min-items-kept").value()).isEqualTo(1);
    assertThat(same.get("min-overlap").value()).isEqualTo(1);
    assertThat(same.get("max-score-shift").value()).isCloseTo(0, within(1e-9));
    assertThat(same.values()).noneMatch(Drift.Measured::isExceeded);

    Map<String, Drift.Measured> other = measured(before, lists(60, 7, 3, "als"));
    assertThat(other.get("min-owners-kept").value()).isEqualTo(0.6);
    assertThat(other.get("min-items-kept").value()).isCloseTo(0.3, within(1e-12));
    assertThat(other.get("min-overlap").value()).isCloseTo(0.3, within(1e-12));
    assertThat(other.get("max-score-shift").value()).isGreaterThan(1);
    assertThat(
            other.values().stream().filter(Drift.Measured::isExceeded).map(Drift.Measured::measure))
        .containsExactly("min-owners-kept", "min-items-kept", "max-score-shift");
  }

  /** Ten equal bins before; all of today's in the last: PSI by hand. */
  @Test
  void theShiftOfScoresIsThePopulationStabilityIndex() {
    Dataset<Row> before =
        spark
            .range(1000)
            .selectExpr(
                "string(id) as customer",
                "1 as rank",
                "'p' as product",
                "double(id) as score",
                "'als' as source");
    Dataset<Row> now =
        spark
            .range(1000)
            .selectExpr(
                "string(id) as customer",
                "1 as rank",
                "'p' as product",
                "double(999) as score",
                "'als' as source");
    double empty = 0.5 / 1000;
    double expected = 9 * (0.1 - empty) * Math.log(0.1 / empty) + (0.1 - 1) * Math.log(0.1);
    assertThat(measured(before, now).get("max-score-shift").value())
        .isCloseTo(expected, within(0.01 * expected));
  }

  @Test
  void listsOfAnotherSourceAreNotCompared() {
    assertThat(measured(lists(100, 0, 1, "als"), lists(100, 50, 9, "popular")).keySet())
        .containsExactly("min-owners-kept", "min-items-kept");
  }

  @Test
  void driftOfRowsIsMeasuredWhereThereIsAMeasure() {
    Drift drift = new Drift(LIMITS);
    assertThat(drift.rows(100, 50).isExceeded()).isFalse();
    assertThat(drift.rows(100, 49).isExceeded()).isTrue();
    assertThat(drift.rows(100, 151).isExceeded()).isTrue();
    assertThat(drift.rows(100, 49).inWords()).isEqualTo("max-row-change -0.51, allowed 0.50");
    assertThat(drift.isMeasure(10, 7)).isTrue();
    assertThat(drift.isMeasure(9, 7)).isFalse();
    assertThat(drift.isMeasure(10, 8)).isFalse();
  }

  @Test
  void aLongTableWithAKeyOfNumbersIsRead() throws IOException {
    Table numbers =
        Table.named("numbers", "One number.").column("n", LongType, "It.").key("n").build();
    Path directory = folder.resolve("numbers");
    spark.range(50_000).toDF("n").coalesce(1).write().parquet(directory.toString());
    assertThat(check(numbers, files(directory)).rows()).isEqualTo(50_000);
  }
}

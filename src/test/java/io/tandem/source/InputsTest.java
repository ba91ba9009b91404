package io.tandem.source;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.at;
import static io.tandem.testing.Rows.row;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.refusal.Refusal;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class InputsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
  private static final SourceSettings NONE =
      new SourceSettings(
          Optional.empty(), Optional.empty(), Map.of(), Map.of(), Map.of(), List.of(), 0.05);
  private static final String HEADER = "order,who,sku,qty,price,date,state\n";

  @TempDir private Path folder;

  private SparkSession spark;
  private int kept;

  @BeforeEach
  void takeSession(SparkSession session) {
    spark = session;
  }

  private Dataset<Row> keep(String name, Dataset<Row> rows) {
    String path = folder.resolve("kept-" + kept++ + "-" + name).toString();
    rows.write().parquet(path);
    return spark.read().parquet(path);
  }

  private Inputs read(SourceSettings orderLines, Optional<LocalDate> runDate) {
    return Inputs.read(
        spark,
        new SourcesSettings(orderLines, NONE, NONE, NONE, NONE, NONE, NONE),
        runDate,
        TODAY,
        this::keep);
  }

  private Inputs read(SourceSettings orderLines) {
    return read(orderLines, Optional.empty());
  }

  private Inputs readCsv(String text) throws IOException {
    return read(lines("csv", Files.writeString(folder.resolve("lines.csv"), text).toString()));
  }

  private static SourceSettings lines(String format, String path) {
    return lines(format, path, Map.of(), 0.5);
  }

  private static SourceSettings lines(
      String format, String path, Map<String, String> changed, double maxRejected) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("order_id", "order");
    columns.put("customer_id", "who");
    columns.put("product_id", "sku");
    columns.put("quantity", "try_cast(qty as int)");
    columns.put("unit_price", "try_cast(price as decimal(18,4))");
    columns.put("ordered_at", "try_to_timestamp(date)");
    columns.put("status", "state");
    columns.putAll(changed);
    return new SourceSettings(
        Optional.of(format),
        Optional.of(path),
        Map.of(),
        columns,
        Map.of("a gift", "try_cast(price as double) = 0"),
        List.of(),
        maxRejected);
  }

  private static Dataset<Row> brief(Inputs inputs) {
    return inputs
        .orderLines()
        .orElseThrow()
        .select("order_id", "customer_id", "product_id", "quantity", "unit_price", "ordered_at");
  }

  private static void assertRefused(
      Refusal.Kind kind,
      String message,
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind))
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void csvIsReadByHeaderName() throws IOException {
    Inputs inputs =
        readCsv(
            "state,date,price,qty,sku,who,order\ncompleted,2026-03-01 10:00:00,2.50,3,tea,ann,o1\n");
    assertThat(brief(inputs))
        .hasRows(
            row(
                "o1",
                "ann",
                "tea",
                3,
                new java.math.BigDecimal("2.5"),
                at("2026-03-01T10:00:00Z")));
    assertThat(inputs.runDate()).isEqualTo(LocalDate.of(2026, 3, 2));
  }

  @Test
  void severalCurrenciesAreRefusedWithTheirLines() throws IOException {
    String file =
        Files.writeString(
                folder.resolve("lines.csv"),
                HEADER.strip()
                    + ",money\n"
                    + "o1,ann,tea,3,2.50,2026-03-01,completed,EUR\n"
                    + "o2,ann,tea,3,2.50,2026-03-01,completed,EUR\n"
                    + "o3,ann,tea,3,2.50,2026-03-01,completed,\n"
                    + "o4,bob,tea,3,2.50,2026-03-01,completed,USD\n")
            .toString();
    Map<String, String> mapped = Map.of("currency", "money");
    assertRefused(
        Refusal.Kind.DATA_REFUSED,
        "its prices are in several currencies (EUR: 2 lines, USD: 1 line)",
        () -> read(lines("csv", file, mapped, .5)));
    Inputs one = read(lines("csv", file, Map.of("currency", "nullif(money, 'USD')"), .5));
    assertThat(one.orderLines().orElseThrow().select("currency").distinct())
        .hasRowsInAnyOrder(row("EUR"), row((Object) null));
  }

  @Test
  void filesOfOneFolderMayHaveTheirColumnsInOtherOrders() throws IOException {
    Path many = Files.createDirectory(folder.resolve("many"));
    Files.writeString(many.resolve("1.csv"), HEADER + "o1,ann,tea,3,2.50,2026-03-01,completed\n");
    Files.writeString(
        many.resolve("2.csv"),
        "sku,order,who,price,qty,state,date,new\nmilk,o2,bob,1.10,1,completed,2026-03-01,x\n");
    Files.writeString(many.resolve("3.csv"), "");
    try (OutputStream gzip =
        new GZIPOutputStream(Files.newOutputStream(many.resolve("4.csv.gz")))) {
      gzip.write(
          (HEADER + "o3,,bread,2,3.00,2026-03-01,completed\n").getBytes(StandardCharsets.UTF_8));
    }
    Inputs inputs = read(lines("csv", many.toString()));
    assertThat(
            inputs
                .orderLines()
                .orElseThrow()
                .select("order_id", "product_id", "quantity", "unit_price"))
        .hasRowsInAnyOrder(
            row("o1", "tea", 3, new java.math.BigDecimal("2.5")),
            row("o2", "milk", 1, new java.math.BigDecimal("1.1")),
            row("o3", "bread", 2, new java.math.BigDecimal("3")));
    assertThat(inputs.orderLines().orElseThrow().where("order_id = 'o3'").select("customer_id"))
        .hasRows(row((Object) null));
  }

  @Test
  void jsonAndParquetAreReadByName() throws IOException {
    Path json =
        Files.writeString(
            folder.resolve("lines.json"),
            """
            {"order":"o1","who":"ann","sku":"tea","qty":3,"price":2.50,"date":"2026-03-01","state":"completed"}
            {"order":"o2","sku":"milk","qty":"two","price":1,"date":"2026-03-01","state":"completed"}
            {"order":"o3", no json at all
            """);
    Inputs fromJson = read(lines("json", json.toString(), Map.of(), 0.9));
    assertThat(fromJson.orderLines().orElseThrow().select("order_id", "quantity"))
        .hasRows(row("o1", 3));
    assertThat(fromJson.counts().get(0).rejectedTotal()).isEqualTo(2);

    String parquet = folder.resolve("lines.parquet").toString();
    spark
        .sql(
            "select 'o1' as order, 'ann' as who, 'tea' as sku, 3 as qty, 2.50 as price,"
                + " timestamp '2026-03-01 10:00:00' as date, 'completed' as state")
        .write()
        .parquet(parquet);
    Inputs fromParquet = read(lines("parquet", parquet, Map.of("ordered_at", "date"), 0.5));
    assertThat(brief(fromParquet))
        .hasRows(
            row(
                "o1",
                "ann",
                "tea",
                3,
                new java.math.BigDecimal("2.5"),
                at("2026-03-01T10:00:00Z")));
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreNoPartOfTheHeader() throws IOException {
    Inputs inputs =
        readCsv("\uFEFF" + HEADER.strip() + "\r\no1,ann,tea,3,2.50,2026-03-01,completed\r\n");
    assertThat(inputs.orderLines().orElseThrow().select("order_id", "status"))
        .hasRows(row("o1", "completed"));
  }

  @Test
  void commasQuotesMarkupAndEmojiSurvive() throws IOException {
    Inputs inputs =
        readCsv(
            HEADER
                + "o1,ann,\"tea, \"\"green\"\" 5\"\" box\",3,2.50,2026-03-01,completed\n"
                + "o2,ann,<script>alert(1)</script>,3,2.50,2026-03-01,completed\n"
                + "o3,ann,\uD83C\uDF75 茶 é,3,2.50,2026-03-01,completed\n");
    assertThat(inputs.orderLines().orElseThrow().select("product_id"))
        .hasRowsInAnyOrder(
            row("tea, \"green\" 5\" box"),
            row("<script>alert(1)</script>"),
            row("\uD83C\uDF75 茶 é"));
  }

  @Test
  void duplicateLinesStay() throws IOException {
    String line = "o1,ann,tea,3,2.50,2026-03-01,completed\n";
    assertThat(readCsv(HEADER + line + line).orderLines().orElseThrow().count()).isEqualTo(2);
  }

  @Test
  void rejectsKeepTheirReasonAndRawText() throws IOException {
    Inputs inputs =
        readCsv(
            HEADER
                + "o1,ann,tea,3,2.50,2026-03-01,completed\n"
                + "o2,ann,tea,3,2.50,2026-03-01,completed\n"
                + "o3,ann,tea,3,2.50,2026-03-01,completed\n"
                + "o4,ann,tea,3,2.50,2026-03-01,completed\n"
                + "o5,ann,tea,3,2.50,2026-03-01,completed\n"
                + "o6,ann,tea,3,2.50,2026-03-01,completed\n"
                + "bad1,ann,tea,two,2.50,2026-03-01,completed\n"
                + "bad2,ann,tea,3,-2.50,2026-03-01,completed\n"
                + "bad3,ann,tea,3,2.50,31/02/2026,completed\n"
                + "bad4,ann,,0,2.50,2026-03-01,lost\n"
                + "bad5,ann,tea,3\n"
                + "free,ann,tea,3,0.00,2026-03-01,completed\n");
    SourceCounts counts = inputs.counts().get(0);
    assertThat(counts.read()).isEqualTo(12);
    assertThat(counts.valid()).isEqualTo(6);
    assertThat(counts.ignored()).containsExactly(Map.entry("a gift", 1L));
    assertThat(counts.rejected())
        .containsOnly(
            Map.entry("quantity is missing or no int", 1L),
            Map.entry("unit_price is not > 0", 1L),
            Map.entry("ordered_at is missing or no timestamp", 1L),
            Map.entry(
                "product_id is missing; quantity is not > 0; status is none of completed, cancelled, returned",
                1L),
            Map.entry(
                "the row cannot be taken apart: too few or too many fields, or broken JSON", 1L));
    Dataset<Row> rejects = inputs.rejects().get("order_lines");
    assertThat(rejects.where(col("raw_text").contains("bad2")).select("raw_text"))
        .hasRows(
            row(
                "{\"order\":\"bad2\",\"who\":\"ann\",\"sku\":\"tea\",\"qty\":\"3\",\"price\":\"-2.50\",\"date\":\"2026-03-01\",\"state\":\"completed\"}"));
    assertThat(rejects.where(col("raw_text").contains("bad5")).select("raw_text"))
        .hasRows(row("bad5,ann,tea,3"));
  }

  @Test
  void theRunDateIsTheDayAfterTheNewestCompletedOrderUpToToday() throws IOException {
    Inputs inputs =
        readCsv(
            HEADER
                + "o1,ann,tea,3,2.50,2026-03-01,completed\n"
                + "o2,ann,tea,3,2.50,2026-03-05,cancelled\n"
                + "o3,ann,tea,3,2.50,2027-03-05,completed\n");
    assertThat(inputs.runDate()).isEqualTo(LocalDate.of(2026, 3, 2));
    assertThat(inputs.orderLines().orElseThrow().select("order_id")).hasRows(row("o1"));
    assertThat(inputs.counts().get(0).afterRunDate()).isEqualTo(2);
  }

  @Test
  void aRunOfThePastSeesTheShopAsItWas() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("lines.csv"),
            "order,who,sku,qty,price,date,state,changed,back\n"
                + "o1,ann,tea,3,2.50,2026-03-01,returned,2026-03-03,\n"
                + "o2,ann,tea,3,2.50,2026-03-01,completed,2026-03-04,2\n"
                + "o3,ann,tea,3,2.50,2026-03-02,completed,,\n");
    SourceSettings settings =
        lines(
            "csv",
            file.toString(),
            Map.of(
                "status_changed_at",
                "try_to_timestamp(changed)",
                "returned_quantity",
                "try_cast(back as int)"),
            0.5);
    Dataset<Row> then =
        read(settings, Optional.of(LocalDate.of(2026, 3, 2))).orderLines().orElseThrow();
    assertThat(then.select("order_id", "status", "returned_quantity"))
        .hasRowsInAnyOrder(row("o1", "completed", null), row("o2", "completed", null));
    Dataset<Row> now =
        read(settings, Optional.of(LocalDate.of(2026, 3, 5))).orderLines().orElseThrow();
    assertThat(now.select("order_id", "status", "returned_quantity"))
        .hasRowsInAnyOrder(
            row("o1", "returned", null), row("o2", "completed", 2), row("o3", "completed", null));
  }

  @Test
  void theRowHashDoesNotDependOnTheOrderOfTheRows() throws IOException {
    String one = "o1,ann,tea,3,2.50,2026-03-01,completed\n";
    String other = "o2,bob,milk,1,2.50,2026-03-01,completed\n";
    String hash = readCsv(HEADER + one + other).counts().get(0).rowHash();
    assertThat(readCsv(HEADER + other + one).counts().get(0).rowHash()).isEqualTo(hash);
    assertThat(readCsv(HEADER + one + one).counts().get(0).rowHash()).isNotEqualTo(hash);
  }

  @Test
  void ofRowsWithOneKeyTheNewestIsKeptOrTheOthersAreRejects() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("products.csv"),
            "id,name,since\np1,old,2025\np1,new,2026\np2,only,2024\n");
    Map<String, String> columns = Map.of("product_id", "id", "title", "name");
    Path lines =
        Files.writeString(
            folder.resolve("lines.csv"), HEADER + "o1,ann,p1,3,2.50,2026-03-01,completed\n");
    for (List<String> newestBy : List.of(List.of("since"), List.<String>of())) {
      SourceSettings products =
          new SourceSettings(
              Optional.of("csv"),
              Optional.of(file.toString()),
              Map.of(),
              columns,
              Map.of(),
              newestBy,
              0.5);
      Inputs inputs =
          Inputs.read(
              spark,
              new SourcesSettings(
                  lines("csv", lines.toString()), products, NONE, NONE, NONE, NONE, NONE),
              Optional.empty(),
              TODAY,
              this::keep);
      assertThat(inputs.products().orElseThrow().count()).isEqualTo(2);
      SourceCounts counts = inputs.counts().get(1);
      if (newestBy.isEmpty()) {
        assertThat(counts.rejected())
            .containsExactly(Map.entry("product_id stands on an earlier row", 1L));
      } else {
        assertThat(counts.ignored()).containsExactly(Map.entry("an older row of the same key", 1L));
        assertThat(inputs.products().orElseThrow().where("product_id = 'p1'").select("title"))
            .hasRows(row("new"));
      }
    }
  }

  @Test
  void whatCannotBeReadIsRefusedWithItsKind() throws IOException {
    assertRefused(
        Refusal.Kind.INPUT_MISSING,
        "Cannot find",
        () -> read(lines("csv", folder.resolve("none.csv").toString())));
    assertRefused(
        Refusal.Kind.INPUT_MISSING,
        "Cannot find",
        () -> read(lines("parquet", folder.resolve("none").toString())));
    assertRefused(Refusal.Kind.DATA_REFUSED, "the file is empty", () -> readCsv(""));
    assertRefused(Refusal.Kind.DATA_REFUSED, "it has no rows", () -> readCsv(HEADER));
    assertRefused(
        Refusal.Kind.DATA_REFUSED,
        "2 of 2 rows are rejects (unit_price is not > 0: 2)",
        () ->
            readCsv(
                HEADER + "o1,a,t,1,-1,2026-03-01,completed\no2,a,t,1,-1,2026-03-01,completed\n"));
    assertRefused(
        Refusal.Kind.DATA_REFUSED,
        "all 1 rows are ignored",
        () -> readCsv(HEADER + "o1,a,t,1,0,2026-03-01,completed\n"));
    Path good =
        Files.writeString(folder.resolve("good.csv"), HEADER + "o1,a,t,1,1,2026-03-01,completed\n");
    assertRefused(
        Refusal.Kind.DATA_REFUSED,
        "has no order before it (the first is of 2026-03-01)",
        () -> read(lines("csv", good.toString()), Optional.of(LocalDate.of(2020, 1, 1))));
    assertRefused(
        Refusal.Kind.DATA_REFUSED,
        "no completed order up to 2026-03-10",
        () -> readCsv(HEADER + "o1,a,t,1,1,2026-03-01,cancelled\n"));
  }

  @Test
  void aFewRejectsPassAndManyDoNot() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("lines.csv"),
            HEADER
                + "o1,a,t,1,1,2026-03-01,completed\n".repeat(9)
                + "o1,a,t,x,1,2026-03-01,completed\n");
    assertThat(read(lines("csv", file.toString(), Map.of(), 0.1)).counts().get(0).rejectedTotal())
        .isEqualTo(1);
    assertRefused(
        Refusal.Kind.DATA_REFUSED,
        "max-rejected-fraction (now 0.05)",
        () -> read(lines("csv", file.toString(), Map.of(), 0.05)));
  }

  @Test
  void aWrongMappingIsRefusedByName() throws IOException {
    String file =
        Files.writeString(folder.resolve("lines.csv"), HEADER + "o1,a,t,1,1,2026-03-01,completed\n")
            .toString();
    assertRefused(
        Refusal.Kind.BAD_CONFIGURATION,
        "Invalid sources.order-lines.columns.order_id = \"odrer\": there is no column `odrer`; the columns are: order, who, sku, qty, price, date, state",
        () -> read(lines("csv", file, Map.of("order_id", "odrer"), 0.5)));
    assertRefused(
        Refusal.Kind.BAD_CONFIGURATION,
        "Invalid sources.order-lines.columns.quantity = \"abs(qty\": it is no Spark SQL expression",
        () -> read(lines("csv", file, Map.of("quantity", "abs(qty"), 0.5)));
    assertRefused(
        Refusal.Kind.BAD_CONFIGURATION,
        "Unknown column: sources.order-lines.columns.ordered_on",
        () -> read(lines("csv", file, Map.of("ordered_on", "date"), 0.5)));
    assertRefused(
        Refusal.Kind.BAD_CONFIGURATION,
        "it gives a value that is no map<string,string>",
        () -> read(lines("csv", file, Map.of("options", "sku"), 0.5)));
    assertRefused(
        Refusal.Kind.BAD_CONFIGURATION,
        "Missing mapping: sources.order-lines.columns.order_id",
        () ->
            read(
                new SourceSettings(
                    Optional.of("csv"),
                    Optional.of(file),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    0.5)));
  }

  @Test
  void anExpressionThatThrowsIsNamed() throws IOException {
    String file =
        Files.writeString(
                folder.resolve("lines.csv"), HEADER + "o1,a,t,one,1,2026-03-01,completed\n")
            .toString();
    assertRefused(
        Refusal.Kind.DATA_REFUSED,
        "Cannot evaluate sources.order-lines.columns.quantity = \"cast(qty as int)\"",
        () -> read(lines("csv", file, Map.of("quantity", "cast(qty as int)"), 0.5)));
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    Path file = folder.resolve("cut.csv.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      gzip.write(
          (HEADER + "o1,a,t,1,1,2026-03-01,completed\n".repeat(20_000))
              .getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertRefused(
        Refusal.Kind.DATA_REFUSED,
        "Cannot read order_lines",
        () -> read(lines("csv", file.toString())));
  }

  @Test
  void numbersThatCannotBeMeantAreRejects() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("lines.csv"),
            "order,who,sku,qty,price,date,state,back\n"
                + "o1,ann,tea,3,2.50,2026-03-01,completed,\n"
                + "o2,ann,tea,3,4006381333931,2026-03-01,completed,\n"
                + "o3,ann,tea,3,2.50,2026-03-01,completed,-1\n");
    SourceSettings settings =
        lines("csv", file.toString(), Map.of("returned_quantity", "try_cast(back as int)"), 0.9);
    assertThat(read(settings).counts().get(0).rejected())
        .containsOnly(
            Map.entry("quantity × unit_price is beyond 10,000,000,000", 1L),
            Map.entry("returned_quantity is negative", 1L));
  }

  @Test
  void typedExportsMayHoldMaps() {
    String parquet = folder.resolve("lines.parquet").toString();
    spark
        .sql(
            "select 'o1' as order, 'ann' as who, 'tea' as sku, 3 as qty, 2.50 as price,"
                + " '2026-03-01' as date, 'completed' as state, map('size', 'm') as chosen")
        .write()
        .parquet(parquet);
    Inputs inputs = read(lines("parquet", parquet, Map.of("options", "chosen"), 0.5));
    assertThat(inputs.orderLines().orElseThrow().selectExpr("options['size']")).hasRows(row("m"));
  }

  @Test
  void aMistakeOfTheUsersIsNoBug() throws IOException {
    String file =
        Files.writeString(folder.resolve("lines.csv"), HEADER + "o1,a,t,1,1,2026-03-01,completed\n")
            .toString();
    assertRefused(
        Refusal.Kind.BAD_CONFIGURATION, "Cannot read order_lines", () -> read(lines("cvs", file)));
    assertRefused(
        Refusal.Kind.DATA_REFUSED, "Cannot read order_lines", () -> read(lines("parquet", file)));
    String empty = Files.writeString(folder.resolve("empty.json"), "").toString();
    assertRefused(Refusal.Kind.DATA_REFUSED, "the file is empty", () -> read(lines("json", empty)));
    SourceSettings settings = lines("csv", file);
    assertRefused(
        Refusal.Kind.BAD_CONFIGURATION,
        "Cannot read order_lines",
        () ->
            read(
                new SourceSettings(
                    settings.format(),
                    settings.path(),
                    Map.of("encoding", "latin-99"),
                    settings.columns(),
                    Map.of(),
                    List.of(),
                    0.5)));
    assertRefused(
        Refusal.Kind.BAD_CONFIGURATION,
        "Invalid run-date: 2026-03-12 (must not be later than tomorrow, 2026-03-11)",
        () -> read(settings, Optional.of(TODAY.plusDays(2))));
  }

  @Test
  void anOptOutHoldsBeforeTheAccountIsOpened() throws IOException {
    Path lines =
        Files.writeString(
            folder.resolve("lines.csv"), HEADER + "o1,ann,p1,3,2.50,2026-03-01,completed\n");
    Path people =
        Files.writeString(
            folder.resolve("people.csv"),
            "id,since,out\nann,2026-03-09,true\nbob,2026-03-09,false\ncid,2026-01-01,\n");
    SourceSettings customers =
        new SourceSettings(
            Optional.of("csv"),
            Optional.of(people.toString()),
            Map.of(),
            Map.of(
                "customer_id", "id",
                "registered_at", "try_to_timestamp(since)",
                "personalization_opt_out", "try_cast(out as boolean)"),
            Map.of(),
            List.of(),
            0.5);
    Inputs inputs =
        Inputs.read(
            spark,
            new SourcesSettings(
                lines("csv", lines.toString()), NONE, customers, NONE, NONE, NONE, NONE),
            Optional.empty(),
            TODAY,
            this::keep);
    assertThat(inputs.customers().orElseThrow().select("customer_id"))
        .hasRowsInAnyOrder(row("ann"), row("cid"));
  }

  private Inputs readAssortment(String rows) throws IOException {
    Path lines =
        Files.writeString(
            folder.resolve("lines.csv"), HEADER + "o1,ann,p1,3,2.50,2026-03-01,completed\n");
    Path file =
        Files.writeString(folder.resolve("assortment.csv"), "of,what,with,which,how,who\n" + rows);
    SourceSettings assortment =
        new SourceSettings(
            Optional.of("csv"),
            Optional.of(file.toString()),
            Map.of(),
            Map.of(
                "scope", "of",
                "scope_value", "what",
                "complement_scope", "with",
                "complement_value", "which",
                "relation", "how",
                "source", "who"),
            Map.of(),
            List.of(),
            0.9);
    return Inputs.read(
        spark,
        new SourcesSettings(
            lines("csv", lines.toString()), NONE, NONE, assortment, NONE, NONE, NONE),
        Optional.empty(),
        TODAY,
        this::keep);
  }

  @Test
  void curatedComplementsOfProductsAndCategoriesAreRead() throws IOException {
    Inputs inputs =
        readAssortment(
            "product,camera,product,film,requires,manufacturer\n"
                + "category,Garden/Barbecue,category,Garden/Tools,goes_with,\n");
    assertThat(inputs.assortment().orElseThrow())
        .hasRowsInAnyOrder(
            row("product", "camera", "product", "film", "requires", "manufacturer"),
            row("category", "Garden/Barbecue", "category", "Garden/Tools", "goes_with", null));
    assertThat(inputs.counts())
        .extracting(SourceCounts::table)
        .containsExactly("order_lines", "assortment");
    assertThat(readCsv(HEADER + "o1,ann,p1,3,2.50,2026-03-01,completed\n").assortment()).isEmpty();
  }

  @Test
  void curatedComplementsInOtherWordsAndOnesSaidTwiceAreRejects() throws IOException {
    Inputs inputs =
        readAssortment(
            "product,camera,product,film,requires,manufacturer\n"
                + "product,camera,product,film,requires,merchandiser\n"
                + "product,camera,product,film,goes_with,merchandiser\n"
                + "brand,camera,product,film,requires,merchandiser\n"
                + "product,camera,brand,film,needs,merchandiser\n"
                + "product,camera,product,,requires,merchandiser\n");
    assertThat(inputs.assortment().orElseThrow().select("relation"))
        .hasRowsInAnyOrder(row("requires"), row("goes_with"));
    assertThat(inputs.counts().get(1).rejected())
        .containsOnly(
            Map.entry("scope is none of product, category", 1L),
            Map.entry(
                "complement_scope is none of product, category; relation is none of requires, goes_with",
                1L),
            Map.entry("complement_value is missing", 1L),
            Map.entry(
                "scope, scope_value, complement_scope, complement_value, relation stands on an earlier row",
                1L));
    assertThat(inputs.rejects().get("assortment").count()).isEqualTo(4);
  }

  private Inputs readEvents(String rows, Optional<LocalDate> runDate) throws IOException {
    Path lines =
        Files.writeString(
            folder.resolve("lines.csv"), HEADER + "o1,ann,p1,3,2.50,2026-03-01,completed\n");
    Path file =
        Files.writeString(
            folder.resolve("events.csv"), "cookie,visit,who,sku,did,text,at\n" + rows);
    SourceSettings events =
        new SourceSettings(
            Optional.of("csv"),
            Optional.of(file.toString()),
            Map.of(),
            Map.of(
                "visitor_id", "cookie",
                "session_id", "visit",
                "customer_id", "who",
                "product_id", "sku",
                "event_type", "did",
                "query", "text",
                "occurred_at", "try_to_timestamp(at)"),
            Map.of("our own people", "cookie = 'staff'"),
            List.of(),
            0.9);
    return Inputs.read(
        spark,
        new SourcesSettings(lines("csv", lines.toString()), NONE, NONE, NONE, events, NONE, NONE),
        runDate,
        TODAY,
        this::keep);
  }

  @Test
  void eventsAreReadUpToTheRunDateWhoeverIsLoggedIn() throws IOException {
    String twice = "v1,s1,,tea,view,,2026-03-01 23:59:59\n";
    Inputs inputs =
        readEvents(
            twice
                + twice
                + "v1,s1,ann,tea,add_to_cart,,2026-03-01 23:59:59\n"
                + "v2,,,cup,wishlist,,2026-03-01 08:00:00\n"
                + "v2,,,,search,green tea,2026-03-01 07:00:00\n"
                + "staff,s9,,tea,view,,2026-03-01 07:00:00\n"
                + "v1,s2,,tea,view,,2026-03-02 00:00:00\n",
            Optional.of(LocalDate.of(2026, 3, 2)));
    assertThat(inputs.events().orElseThrow())
        .hasRowsInAnyOrder(
            row("v1", "s1", null, "tea", "view", null, at("2026-03-01T23:59:59Z")),
            row("v1", "s1", null, "tea", "view", null, at("2026-03-01T23:59:59Z")),
            row("v1", "s1", "ann", "tea", "add_to_cart", null, at("2026-03-01T23:59:59Z")),
            row("v2", null, null, "cup", "wishlist", null, at("2026-03-01T08:00:00Z")),
            row("v2", null, null, null, "search", "green tea", at("2026-03-01T07:00:00Z")));
    SourceCounts counts = inputs.counts().get(1);
    assertThat(counts.table()).isEqualTo("events");
    assertThat(counts.valid()).isEqualTo(6);
    assertThat(counts.afterRunDate()).isEqualTo(1);
    assertThat(counts.ignored()).containsExactly(Map.entry("our own people", 1L));
    assertThat(readCsv(HEADER + "o1,ann,p1,3,2.50,2026-03-01,completed\n").events()).isEmpty();
  }

  @Test
  void eventsOfNothingAreRejects() throws IOException {
    Inputs inputs =
        readEvents(
            "v1,s1,,tea,view,,2026-03-01\n"
                + "v1,s1,,,view,tea,2026-03-01\n"
                + "v1,s1,,,add_to_cart,,2026-03-01\n"
                + "v1,s1,,,wishlist,,2026-03-01\n"
                + "v1,s1,,tea,search,,2026-03-01\n"
                + "v1,s1,,tea,hover,,2026-03-01\n"
                + "v1,s1,,tea,,,2026-03-01\n"
                + ",s1,,,view,,yesterday\n",
            Optional.empty());
    assertThat(inputs.events().orElseThrow().count()).isEqualTo(1);
    assertThat(inputs.counts().get(1).rejected())
        .containsOnly(
            Map.entry("product_id is missing, and the event is no search", 3L),
            Map.entry("query is missing, and the event is a search", 1L),
            Map.entry("event_type is none of view, add_to_cart, wishlist, search", 1L),
            Map.entry("event_type is missing", 1L),
            Map.entry(
                "visitor_id is missing; occurred_at is missing or no timestamp; product_id is missing, and the event is no search",
                1L));
    assertThat(inputs.rejects().get("events").where(col("raw_text").contains("hover")).count())
        .isEqualTo(1);
  }
}

package io.tandem.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rows stand under which name. */
class QueriesTest {
  @TempDir private Path folder;

  @Test
  void aTableHasTheRowsOfItsNewestNight() {
    TinyWarehouse warehouse = twoNights();
    assertThat(warehouse.lines("SELECT * FROM bundles ORDER BY order_count"))
        .containsExactly(
            "products  order_count  run_date", //
            "[a, b]             20  2026-03-01",
            "[a, c]             30  2026-03-01");
  }

  @Test
  void everyTableHasANewestNightOfItsOwn() {
    TinyWarehouse warehouse = twoNights().publish("buy_again", "2026-02-27", "SELECT 'x' AS id");
    assertThat(
            warehouse.lines("SELECT DISTINCT b.run_date, a.run_date FROM bundles b, buy_again a"))
        .containsExactly("run_date    run_date", "2026-03-01  2026-02-27");
  }

  @Test
  void anotherNightCanBeChosen() {
    assertThat(twoNights().linesOf("2026-02-28", "SELECT order_count, run_date FROM bundles"))
        .containsExactly("order_count  run_date", "         10  2026-02-28");
  }

  @Test
  void historyHasAllNights() {
    assertThat(
            twoNights()
                .lines(
                    "SELECT run_date, sum(order_count) AS orders FROM history.bundles GROUP BY ALL ORDER BY ALL"))
        .containsExactly(
            "run_date    orders", //
            "2026-02-28      10",
            "2026-03-01      50");
  }

  @Test
  void runDatesAreDates() {
    assertThat(
            twoNights()
                .lines(
                    "SELECT typeof(b.run_date) AS night, typeof(h.run_date) AS nights FROM bundles b, history.bundles h LIMIT 1"))
        .containsExactly("night  nights", "DATE   DATE");
  }

  @Test
  void historyKnowsAColumnThatCameLater() {
    TinyWarehouse warehouse =
        new TinyWarehouse(folder)
            .publish("bundles", "2026-02-28", "SELECT 1 AS order_count")
            .publish("bundles", "2026-03-01", "SELECT 0.5 AS support, 2 AS order_count");
    assertThat(
            warehouse.lines("SELECT order_count, support FROM history.bundles ORDER BY run_date"))
        .containsExactly(
            "order_count  support", //
            "          1",
            "          2      0.5");
  }

  @Test
  void aNightMayHaveSeveralFilesOrNoRow() {
    TinyWarehouse warehouse =
        new TinyWarehouse(folder)
            .publish("bundles", "2026-03-01", "a.parquet", "SELECT 1 AS order_count")
            .publish("bundles", "2026-03-01", "b.parquet", "SELECT 2 AS order_count")
            .publish("substitutes", "2026-03-01", "SELECT 'a' AS product_id WHERE false");
    assertThat(warehouse.lines("SELECT sum(order_count) AS orders FROM bundles"))
        .containsExactly("orders", "     3");
    assertThat(warehouse.lines("SELECT * FROM substitutes"))
        .containsExactly("product_id  run_date", "(no rows)");
    assertThat(warehouse.lines("SELECT * FROM history.substitutes"))
        .containsExactly("product_id  run_date", "(no rows)");
  }

  @Test
  void onlyPublishedTablesAreTables() throws IOException {
    TinyWarehouse warehouse =
        twoNights()
            .publish("_quarantine", "2026-03-01", "SELECT 1 AS n")
            .publish("_runs/r/stage/bundles", "2026-03-02", "SELECT 1 AS n")
            .publish("report", "2026-03-01", "SELECT 1 AS n")
            .publish("of_another_shop", "2026-03-01", "SELECT 1 AS n");
    Files.createDirectories(folder.resolve("substitutes/run_date=2026-03-01"));
    Files.createDirectories(folder.resolve("bundles/run_date=2026-03-02"));
    Files.writeString(folder.resolve("bundles/run_date=2026-03-02/_part.parquet"), "half");
    Files.createDirectories(folder.resolve("bundles/run_date=today"));
    Files.writeString(folder.resolve("_latest.json"), "{}");
    assertThat(warehouse.list())
        .containsExactly(
            "table run_date rows nights one row is",
            "bundles 2026-03-01 2 2 One set of three available products, each pair of which is bought together more often than chance explains",
            "of_another_shop 2026-03-01 1 1");
    assertThat(warehouse.lines("SHOW TABLES"))
        .containsExactly("name", "bundles", "of_another_shop");
  }

  @Test
  void oneUnreadableTableDoesNotHideTheOthers() throws IOException {
    TinyWarehouse warehouse = twoNights();
    Path broken = Files.createDirectories(folder.resolve("buy_again/run_date=2026-03-01"));
    Files.writeString(broken.resolve("part-0.parquet"), "not a Parquet file");
    assertThat(warehouse.lines("SELECT count(*) AS n FROM bundles")).containsExactly("n", "2");
    assertThatThrownBy(() -> warehouse.lines("SELECT * FROM buy_again"))
        .hasMessageStartingWith("Cannot read buy_again: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFolderMayHaveAnyName() {
    // What DuckDB would take for a pattern, a quote or a partition of its own.
    Path odd = folder.resolve("shop=de").resolve("it's \"our\" [1] * warehouse?");
    TinyWarehouse warehouse =
        new TinyWarehouse(odd).publish("bundles", "2026-03-01", "SELECT 1 AS n");
    assertThat(warehouse.lines("SELECT * FROM bundles"))
        .containsExactly("n  run_date", "1  2026-03-01");
    assertThat(warehouse.lines("SELECT * FROM history.bundles"))
        .containsExactly("n  run_date", "1  2026-03-01");
  }

  @Test
  void aFolderMayHaveANameInAnyLanguage() {
    String name = "größe Ελλάδα 店";
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode(name),
        "this JVM's locale knows such names");
    TinyWarehouse warehouse =
        new TinyWarehouse(folder.resolve(name)).publish("bundles", "2026-03-01", "SELECT 1 AS n");
    assertThat(warehouse.lines("SELECT n FROM history.bundles")).containsExactly("n", "1");
  }

  @Test
  void severalStatementsAnswerWithTheLast() {
    TinyWarehouse warehouse = twoNights();
    assertThat(
            warehouse.lines(
                "CREATE TABLE mine AS SELECT sum(order_count) AS n FROM bundles; SELECT n FROM mine;"))
        .containsExactly(" n", "50");
    assertThat(warehouse.lines("CREATE TABLE mine AS SELECT 1 AS n")).containsExactly("Done.");
  }

  @Test
  void timesAreUtc() {
    assertThat(
            twoNights()
                .lines(
                    "SELECT TIMESTAMPTZ '2026-03-01 00:30:00+02' AS a, TIMESTAMP '2026-03-29 02:30:00' AS b, [TIMESTAMPTZ '2026-03-01 01:00:00+01'] AS c"))
        .containsExactly(
            "a                    b                    c",
            "2026-02-28 22:30:00  2026-03-29 02:30:00  [2026-03-01 00:00:00]");
  }

  @Test
  void extensionsAreNeverFetched() {
    assertThat(
            twoNights()
                .lines(
                    "SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%known_extensions' ORDER BY name"))
        .containsExactly(
            "name                          value",
            "autoinstall_known_extensions  false",
            "autoload_known_extensions     false");
    assertThatThrownBy(() -> twoNights().lines("FROM 'https://example.org/orders.parquet'"))
        .hasMessageContaining("requires the extension httpfs")
        .hasMessageNotContaining("INSTALL");
  }

  private TinyWarehouse twoNights() {
    return new TinyWarehouse(folder)
        .publish("bundles", "2026-02-28", "SELECT ['a', 'b'] AS products, 10 AS order_count")
        .publish(
            "bundles",
            "2026-03-01",
            "SELECT ['a', 'b'] AS products, 20 AS order_count UNION ALL SELECT ['a', 'c'], 30");
  }
}

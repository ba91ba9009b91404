package io.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.testing.Scripts;
import io.tandem.testing.ThisProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What analysts type wrong, and what they are told. */
class QueryCommandTest {
  @TempDir private Path folder;
  private Path warehouse;

  @BeforeEach
  void publish() throws IOException, SQLException {
    warehouse = folder.resolve("it's the warehouse");
    for (String night : List.of("2026-02-28", "2026-03-01")) {
      publish("bundles", night);
    }
    publish("buy_again", "2026-03-01");
  }

  @Test
  void aQuestionIsAnswered() {
    Scripts.Ended ended = query("SELECT n, run_date FROM bundles");
    assertThat(ended).isEqualTo(new Scripts.Ended(0, lines("n  run_date", "7  2026-03-01"), ""));
  }

  @Test
  void aQuestionMayBeginWithAComment() {
    assertThat(query("-- how many\nSELECT 1 AS n").out()).isEqualTo(lines("n", "1"));
  }

  @Test
  void aQuestionMayComeFromStandardInput() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("SELECT 'ä' AS t;\n".getBytes(StandardCharsets.UTF_8)));
      assertThat(query("-").out()).isEqualTo(lines("t", "ä"));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aFileSaysWhatItGot() {
    Path file = folder.resolve("rules.csv");
    assertThat(query("--csv", file.toString(), "SELECT n FROM history.bundles").out())
        .isEqualTo(lines("Wrote 2 rows to %s.".formatted(file)));
    assertThat(file).hasContent("n\n7\n7\n");
  }

  @Test
  void whatIsTypedWrongIsSaid() {
    assertRefused(64, "Missing SQL: put it into quotes. --list prints which tables there are.");
    assertRefused(64, "Missing SQL: there is no statement in it.", "-- nothing");
    assertRefused(64, "Too many arguments: put the SQL into one pair of quotes.", "SELECT", "1");
    assertRefused(64, "Unknown option: --cvs", "--cvs", "x.csv", "SELECT 1");
    assertRefused(64, "--list takes no SQL and no --csv.", "--list", "SELECT 1");
    assertRefused(
        64,
        "Invalid value for option '--run-date': 'today' is not a date such as 2026-03-01",
        "--run-date",
        "today",
        "SELECT 1");
  }

  @Test
  void mistakesInTheSqlAreShownWhereTheyAre() {
    assertThat(query("SELECT n FROM bundle"))
        .isEqualTo(
            new Scripts.Ended(
                64,
                "",
                lines(
                    "Cannot answer: Catalog Error: Table with name bundle does not exist! Did you mean \"bundles\"?",
                    "LINE 1: SELECT n FROM bundle",
                    "                      ^^^^^^")));
    assertRefused(64, "Cannot answer: Parser Error: syntax error at or near \"SELEC\"", "SELEC 1");
    assertRefused(
        64, "Cannot answer: Binder Error: Referenced column \"m\"", "SELECT m FROM bundles");
    // While an answer is streamed the driver does not say by itself what went wrong.
    assertRefused(
        64,
        "Cannot answer: Conversion Error: Could not convert",
        "SELECT CAST(t AS INT) FROM bundles");
  }

  @Test
  void aTableThatIsNotPublishedYetIsNoMistake() {
    assertRefused(
        64,
        "Cannot read trending_products: it is not yet published in %s. See --list, or run scripts/nightly."
            .formatted(warehouse),
        "SELECT * FROM trending_products");
    assertRefused(
        64,
        "Cannot read Trending_Products: it is not yet",
        "SELECT * FROM history.Trending_Products");
    assertRefused(
        64,
        "Cannot read buy_again of 2026-02-28: it is not published; of its nights there is 2026-03-01.",
        "--run-date",
        "2026-02-28",
        "SELECT * FROM buy_again");
  }

  @Test
  void anUnknownNightIsToldWhichThereAre() throws IOException, SQLException {
    assertRefused(
        64,
        "Cannot find run date 2026-01-01 in %s: there are 2026-02-28 and 2026-03-01."
            .formatted(warehouse),
        "--run-date",
        "2026-01-01",
        "--list");
    for (int day = 10; day < 20; day++) {
      publish("bundles", "2026-03-" + day);
    }
    assertThat(query("--run-date", "2026-01-01", "--list").err())
        .contains("there are 12, the newest 2026-03-15, 2026-03-16, 2026-03-17, 2026-03-18 and");
  }

  @Test
  void aWarehouseMustBeThere() {
    Path none = folder.resolve("none");
    assertThat(ThisProcess.query("--warehouse", none.toString(), "SELECT 1"))
        .isEqualTo(
            new Scripts.Ended(
                66,
                "",
                lines(
                    "Cannot find a warehouse in %s: there is no such local folder. Check --warehouse."
                        .formatted(none))));
    assertThat(ThisProcess.query("--warehouse", folder.toString(), "--list"))
        .isEqualTo(
            new Scripts.Ended(
                66,
                "",
                lines(
                    "Cannot find a published table in %s. Check --warehouse, or run scripts/nightly."
                        .formatted(folder))));
    assertRefused(
        66, "Cannot answer: IO Error: No files found that match", "FROM 'no such file.csv'");
  }

  @Test
  void whatIsBeingPublishedIsWorthAnotherTry() throws IOException {
    Files.writeString(
        warehouse.resolve("_latest.json"),
        """
        {"files": {"bundles": ["bundles/run_date=2026-03-01/a.parquet"],
                   "buy_again": ["buy_again/run_date=2026-03-01/b.parquet"]}}
        """);
    assertThat(query("SELECT n FROM bundles").out()).isEqualTo(lines("n", "7"));
    assertRefused(
        75,
        "Cannot read buy_again: it is being published right now (%s is not there). Try again."
            .formatted(warehouse.resolve("buy_again/run_date=2026-03-01/b.parquet")),
        "SELECT * FROM buy_again");
    Files.writeString(warehouse.resolve("_latest.json"), "{");
    assertRefused(
        65,
        "Cannot read %s: it is not a JSON object.".formatted(warehouse.resolve("_latest.json")),
        "SELECT n FROM bundles");
  }

  @Test
  void aFileMustHaveAPlace() {
    assertRefused(
        73,
        "Cannot write %s: there is no folder %s."
            .formatted(folder.resolve("no/x.csv"), folder.resolve("no")),
        "--csv",
        folder.resolve("no/x.csv").toString(),
        "SELECT 1");
    assertRefused(
        73,
        "Cannot write %s: it is a folder.".formatted(folder),
        "--csv",
        folder.toString(),
        "SELECT 1");
    assertRefused(
        73,
        "Cannot write %s: it is in the warehouse".formatted(warehouse.resolve("bundles/x.csv")),
        "--csv",
        warehouse.resolve("bundles/x.csv").toString(),
        "SELECT 1");
    assertRefused(
        73, "Cannot write /dev/null: it is not a file.", "--csv", "/dev/null", "SELECT 1");
  }

  @Test
  void helpTellsTheExitCodes() {
    assertThat(ThisProcess.query("--help").out())
        .contains("Usage: scripts/query", "--run-date", "--csv", "Exit codes:", "66", "73", "75");
    assertThat(ThisProcess.query("--version").out()).startsWith("Tandem ");
  }

  private void assertRefused(int exitCode, String line, String... arguments) {
    Scripts.Ended ended = query(arguments);
    assertThat(ended.err()).startsWith(line).doesNotContain("Exception", "\tat ");
    assertThat(ended.exitCode()).as(line).isEqualTo(exitCode);
    assertThat(ended.out()).isEmpty();
  }

  private Scripts.Ended query(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--warehouse", warehouse.toString()));
    all.addAll(List.of(arguments));
    return ThisProcess.query(all.toArray(String[]::new));
  }

  private void publish(String table, String night) throws IOException, SQLException {
    Path partition = Files.createDirectories(warehouse.resolve(table + "/run_date=" + night));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT 7 AS n, 'x' AS t) TO '%s' (FORMAT parquet)"
              .formatted(partition.resolve("a.parquet").toString().replace("'", "''")));
    }
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }
}

package io.tandem.night;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.testing.Scripts;
import io.tandem.testing.ThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad input of every kind, with the packed jar: one line, the right exit code, and last night's
 * tables as they were.
 */
class RefusalsIT {
  private static final String HEADER = "order,who,sku,qty,price,date,state\n";

  @TempDir private static Path folder;

  private static Map<String, Long> lastNight;

  @BeforeAll
  static void publishLastNight() throws IOException {
    StringBuilder lines = new StringBuilder(HEADER);
    for (int order = 1; order <= 20; order++) {
      String start = "o%d,c%d,".formatted(order, order % 7);
      String end = ",1,2.50,2026-02-%02d,completed%n".formatted(order);
      lines.append(start).append(order % 2 == 0 ? "tea" : "coffee").append(end);
      lines
          .append(start)
          .append(order % 2 == 0 ? "\"milk, \"\"fresh\"\" 😀\"" : "<script>alert(1)</script>")
          .append(end);
      lines.append(start).append(order % 3 == 0 ? "bread" : "jam").append(end);
    }
    Files.writeString(folder.resolve("lines.csv"), lines);
    Files.writeString(folder.resolve("empty.csv"), "");
    Files.writeString(folder.resolve("header.csv"), HEADER);
    Files.writeString(
        folder.resolve("bad.csv"), HEADER + "o1,c1,tea,1,-2.50,2026-02-01,completed\n");
    Files.writeString(folder.resolve("a-file"), "");
    Files.writeString(
        folder.resolve("shop.conf"),
        """
        sources.order-lines {
          format = csv
          path = lines.csv
          columns {
            order_id = "order", customer_id = who, product_id = sku, quantity = "try_cast(qty as int)"
            unit_price = "try_cast(price as decimal(18,4))", ordered_at = "try_to_timestamp(date)", status = state
          }
        }
        frequently-bought-together { min-support = 0.2, min-order-count = 2 }
        recommendations { list-length = 3, als { factors = 2, iterations = 2 }, evaluation.test-weeks = 0 }
        """);
    Scripts.Ended night = here("nightly");
    assertThat(night.exitCode()).as(night.err()).isZero();
    assertThat(night.out())
        .contains("products: no such input", "customers: no such input", "events: no such input");
    lastNight = published();
    assertThat(lastNight).isNotEmpty();
  }

  /** A night in a process of its own, as a scheduler starts it: from the folder, with its paths. */
  private static Scripts.Ended nightly(String... options) {
    List<String> all = new ArrayList<>(List.of("--config", "shop.conf"));
    all.addAll(List.of(options));
    return Scripts.run(folder, "nightly", all.toArray(new String[0]));
  }

  /** The same command line in this process, which is quicker. */
  private static Scripts.Ended here(String command, String... options) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(options));
    if (!all.contains("--config")) {
      all.addAll(List.of("--config", folder.resolve("shop.conf").toString()));
    }
    if (all.stream().noneMatch(option -> option.startsWith("sources.order-lines.path"))) {
      all.addAll(List.of("--set", "sources.order-lines.path=" + folder.resolve("lines.csv")));
    }
    if (!all.contains("--warehouse")) {
      all.addAll(List.of("--warehouse", folder.resolve("warehouse").toString()));
    }
    return ThisProcess.run(all.toArray(new String[0]));
  }

  /** Every published file with its time of change: what analysts see. */
  private static Map<String, Long> published() throws IOException {
    Map<String, Long> files = new TreeMap<>();
    Path warehouse = folder.resolve("warehouse");
    try (Stream<Path> paths = Files.walk(warehouse)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        if (!path.startsWith(warehouse.resolve("_runs"))) {
          files.put(
              warehouse.relativize(path).toString(), Files.getLastModifiedTime(path).toMillis());
        }
      }
    }
    return files;
  }

  /** Seven customers, of whom none has a taste: nobody can guess what they buy. */
  @Test
  void listsThatAreNotShownToBeBetterAreWithheld() throws IOException {
    List<String> judged =
        List.of(
            "--set",
            "recommendations.evaluation.test-weeks=1",
            "--set",
            "recommendations.evaluation.min-customers=2");
    Scripts.Ended fallBack =
        here("recommendations", with(judged, "--dry-run").toArray(new String[0]));
    assertThat(fallBack.exitCode()).as(fallBack.err()).isZero();
    assertThat(fallBack.out().lines().filter(line -> line.startsWith("Warning: ")))
        .singleElement()
        .asString()
        .contains("not shown to be better", "NDCG@10", "Everyone gets popular lists");

    Scripts.Ended strict =
        here(
            "recommendations",
            with(judged, "--set", "recommendations.gate=strict").toArray(new String[0]));
    assertThat(strict.exitCode()).isEqualTo(65);
    assertThat(strict.err().lines())
        .singleElement()
        .asString()
        .startsWith("Cannot publish user_recommendations for 2026-02-21: ")
        .contains("not shown to be better");
    assertThat(published()).isEqualTo(lastNight);
  }

  @Test
  void settingsAreSearchedOnlyWhereThereIsSomethingToGuess() throws IOException {
    Scripts.Ended tuned =
        here(
            "recommendations",
            "tune",
            "--candidates",
            "3",
            "--set",
            "recommendations.evaluation.test-weeks=1",
            "--set",
            "recommendations.evaluation.validation-weeks=1");
    assertThat(tuned.exitCode()).as(tuned.err()).isZero();
    assertThat(tuned.out()).contains("als with today's settings", "item_knn", "recommendations {");

    Scripts.Ended nothing = here("recommendations", "tune", "--candidates", "3");
    assertThat(nothing.exitCode()).isEqualTo(65);
    assertThat(nothing.err().lines())
        .singleElement()
        .asString()
        .startsWith("Cannot tune for 2026-02-21: ");
    assertThat(here("recommendations", "tune", "--candidates", "0").exitCode()).isEqualTo(64);
    assertThat(published()).isEqualTo(lastNight);
  }

  private static List<String> with(List<String> options, String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return all;
  }

  /**
   * As a scheduler sees it: before a session is there, and when one is. What the process adds is
   * the same for all exit codes.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "64 | --no-such-option | Unknown option: '--no-such-option'",
        "65 | --set sources.order-lines.path=header.csv | Refused order_lines (header.csv): it has no rows.",
        "78 | --set recommendations.list-lenght=3 | Did you mean recommendations.list-length?",
      })
  void isRefusedInOneLineAndNothingIsLost(int exitCode, String options, String message)
      throws IOException {
    assertRefused(nightly(options.strip().split(" ", 2)), exitCode, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "66 | --set sources.order-lines.path=none.csv | Cannot find none.csv. Check sources.order-lines.path.",
        "73 | --warehouse @/a-file | is a file, not a folder",
        "65 | --set sources.order-lines.path=@/empty.csv | empty.csv): the file is empty.",
        "65 | --set sources.order-lines.path=@/bad.csv | bad.csv): 1 of 1 rows are rejects (unit_price is not > 0: 1)",
        "78 | --set sources.order-lines.columns.order_id=odrer | there is no column `odrer`",
        "78 | --set sources.order-lines.columns.order_id=abs(( | it is no Spark SQL expression",
        "65 | --run-date 2020-01-01 | has no order before it (the first is of 2026-02-01)",
        "73 | --warehouse @/a-file/below | is a file, not a folder",
        "73 | --warehouse abfs://container@account/tandem | Choose another --warehouse.",
        "73 | --warehouse nowhere://bucket/tandem | Choose another --warehouse.",
        "78 | --config @/none.conf | none.conf",
        "65 | --set frequently-bought-together.min-support=0.9 | Lower min-support.",
        "64 | --run-date yesterday | Invalid value for option '--run-date'",
      })
  void isRefusedJustSoInThisProcess(int exitCode, String options, String message)
      throws IOException {
    String[] all = options.strip().replace("@", folder.toString()).split(" ", 2);
    assertRefused(here("nightly", all), exitCode, message);
  }

  private static void assertRefused(Scripts.Ended ended, int exitCode, String message)
      throws IOException {
    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
    assertOneLine(ended.err(), message);
    assertThat(published()).isEqualTo(lastNight);
  }

  private static void assertOneLine(String err, String message) {
    assertThat(err).doesNotContain("\tat ");
    assertThat(err.lines().filter(line -> line.contains(message.strip()))).as(err).hasSize(1);
  }

  @Test
  void aFailedRunIsRemembered() {
    Path header = folder.resolve("header.csv");
    here("nightly", "--set", "sources.order-lines.path=" + header);
    Scripts.Ended runs = Scripts.run(folder, "submit", "runs", "list");
    assertThat(runs.exitCode()).as(runs.err()).isZero();
    assertThat(runs.out())
        .contains("nightly", "published", "data_refused Refused order_lines (" + header + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-run", "", "a:b", "../../a-file", "/", "_leases", "..", "ä b"})
  void aRunThatThereIsNotIsNeitherShownNorRolledBackTo(String runId) throws IOException {
    for (String command : List.of("show", "roll-back")) {
      Scripts.Ended ended =
          ThisProcess.run(
              "runs", command, "--warehouse", folder.resolve("warehouse").toString(), runId);
      assertRefused(ended, 66, "Cannot find run " + runId);
    }
  }

  @Test
  void aDryRunPublishesNothing() throws IOException {
    Scripts.Ended ended = here("nightly", "--dry-run", "--run-date", "2026-02-15");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("nothing was published");
    assertThat(published()).isEqualTo(lastNight);
  }

  @Test
  void aJobAloneReadsTheOthersTablesFromTheLastPublishedRun() throws IOException {
    Scripts.Ended ended = here("report");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    Path page = folder.resolve("warehouse/report/run_date=2026-02-21/index.html");
    assertThat(Files.readString(page))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert");
    lastNight = published();
  }

  @Test
  void everyScriptExplainsItself() {
    assertThat(Scripts.run(folder, "submit", "--help").out()).contains("Usage: scripts/submit");
    assertThat(Scripts.run(folder, "nightly", "--help").out())
        .contains("--run-date", "Exit codes:", "66");
    assertThat(Scripts.run(folder, "submit", "--driver-memory", "1g", "report", "--help").out())
        .contains("--run-date");
    assertThat(Scripts.run(folder, "make-sample-data", "--help").out()).contains("--customers");
    assertThat(Scripts.run(folder, "submit", "no-such-command").exitCode()).isEqualTo(64);
    assertThat(Scripts.run(folder, "submit", "--version").out()).contains("Tandem 0.1.0");
  }
}

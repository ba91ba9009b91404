package io.tandem.night;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.table.Table;
import io.tandem.table.Tables;
import io.tandem.testing.Scripts;
import io.tandem.testing.ThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What analysts get to know of the sample's night: every query of the docs, and the script. */
class QueryIT {
  /** A question in bold, its explanation, and the SQL. */
  private static final Pattern QUERY =
      Pattern.compile(
          "^\\*\\*(.+?)\\*\\*.*?^```sql\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

  /** What needs a night before. */
  private static final List<String> EMPTY_ON_A_FIRST_NIGHT =
      List.of("What loses ground?", "How much do lists change?");

  @TempDir private Path folder;

  @Test
  void everyQueryOfTheDocsHasAnAnswer() throws IOException {
    String warehouse = SampleNight.get().warehouse().toString();
    Map<String, String> queries = documented();
    assertThat(queries)
        .hasSizeGreaterThan(10)
        .containsKeys(EMPTY_ON_A_FIRST_NIGHT.toArray(String[]::new));
    queries.forEach(
        (question, sql) -> {
          Scripts.Ended ended = ThisProcess.query("--warehouse", warehouse, sql);
          assertThat(ended.exitCode()).as("%s%n%s", question, ended.err()).isZero();
          assertThat(ended.out().contains("(no rows)"))
              .as("%s%n%s", question, ended.out())
              .isEqualTo(EMPTY_ON_A_FIRST_NIGHT.contains(question));
        });
  }

  @Test
  void theDocsHoldNoOtherSql() throws IOException {
    assertThat(Files.readString(Path.of("docs/queries.md")).split("```sql", -1))
        .hasSize(documented().size() + 1);
  }

  @Test
  void everyTableOfTheNightIsListed() throws IOException {
    Scripts.Ended ended =
        ThisProcess.query("--warehouse", SampleNight.get().warehouse().toString(), "--list");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    List<String> listed =
        ended.out().lines().skip(1).map(line -> line.substring(0, line.indexOf(' '))).toList();
    assertThat(listed)
        .containsExactlyElementsOf(Tables.PUBLISHED.stream().map(Table::name).sorted().toList());
    assertThat(ended.out().lines().skip(1))
        .allMatch(line -> line.matches("\\w+ +2026-03-01 +[0-9]+ +1  One .*"));
  }

  @Test
  void theScriptAnswersWhereOneStands() throws IOException {
    SampleNight night = SampleNight.get();
    List<Path> before = files(night.warehouse());
    Scripts.Ended ended =
        Scripts.run(
            night.folder(),
            "query",
            "SELECT count(*) AS rows, min(run_date) AS night FROM bundles");
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .isEqualTo("rows  night\n%4d  2026-03-01\n".formatted(night.published("bundles").count()));
    Path csv = folder.resolve("it's all.csv");
    Scripts.Ended written =
        Scripts.run(
            night.folder(), "query", "--csv", csv.toString(), "SELECT * FROM user_recommendations");
    assertThat(written.exitCode()).as(written.err()).isZero();
    long rows = night.published("user_recommendations").count();
    assertThat(written.out())
        .isEqualTo(String.format(Locale.ROOT, "Wrote %,d rows to %s.\n", rows, csv));
    try (Stream<String> lines = Files.lines(csv)) {
      assertThat(lines.count()).isEqualTo(rows + 1);
    }
    Scripts.Ended mistaken = Scripts.run(night.folder(), "query", "SELECT nothing FROM bundles");
    assertThat(mistaken.exitCode()).isEqualTo(64);
    assertThat(mistaken.err()).startsWith("Cannot answer: Binder Error:");
    assertThat(files(night.warehouse())).isEqualTo(before);
  }

  private static Map<String, String> documented() throws IOException {
    Map<String, String> queries = new LinkedHashMap<>();
    Matcher matcher = QUERY.matcher(Files.readString(Path.of("docs/queries.md")));
    while (matcher.find()) {
      queries.put(matcher.group(1), matcher.group(2));
    }
    return queries;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.sorted().toList();
    }
  }
}

package io.tandem.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers as CSV: every row, exact, harmless, and never half a file. */
class CsvFileTest {
  @TempDir private Path folder;
  private TinyWarehouse warehouse;
  private Path out;
  private Path file;

  @BeforeEach
  void publish() throws IOException {
    warehouse =
        new TinyWarehouse(folder.resolve("warehouse"))
            .publish("bundles", "2026-03-01", "SELECT 1 AS n");
    out = Files.createDirectory(folder.resolve("out"));
    file = out.resolve("answer.csv");
  }

  @Test
  void linesAreAsInRfc4180() {
    assertThat(
            csv("SELECT 'a,b' AS \"x,y\", 'say \"hi\"' AS q, E'two\\nlines' AS l, 'größer' AS t"))
        .isEqualTo("\"x,y\",q,l,t\r\n\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",größer\r\n");
  }

  @Test
  void nothingIsNotTheEmptyText() {
    assertThat(csv("SELECT NULL AS a, '' AS b")).isEqualTo("a,b\r\n,\"\"\r\n");
    // An empty line would be no row to many readers.
    assertThat(csv("SELECT NULL AS a")).isEqualTo("a\r\n\"\"\r\n");
  }

  @Test
  void numbersAreExact() {
    assertThat(csv("SELECT 0.1::DOUBLE / 3 AS d, 1::DECIMAL(18,4) AS m, 9007199254740993 AS i"))
        .isEqualTo("d,m,i\r\n0.03333333333333333,1.0000,9007199254740993\r\n");
  }

  @Test
  void textCannotBecomeAFormula() {
    for (String start : List.of("=", "+", "-", "@", "\t", "\r")) {
      String title = start + "cmd";
      String quote = start.equals("\r") ? "\"" : "";
      assertThat(csv("SELECT '%s' AS \"%s\"".formatted(title, title)))
          .as(title)
          .isEqualTo("%1$s'%2$s%1$s\r\n%1$s'%2$s%1$s\r\n".formatted(quote, title));
    }
    assertThat(csv("SELECT '=1,\"2\"' AS a")).isEqualTo("a\r\n\"'=1,\"\"2\"\"\"\r\n");
  }

  @Test
  void numbersAndDatesKeepTheirSigns() {
    assertThat(
            csv(
                "SELECT -1 AS i, -0.5::DOUBLE AS d, -2.50::DECIMAL(9,2) AS m, DATE '2026-03-01' AS t"))
        .isEqualTo("i,d,m,t\r\n-1,-0.5,-2.50,2026-03-01\r\n");
  }

  @Test
  void whatIsNestedIsJson() {
    assertThat(
            csv(
                "SELECT ['a\"b', NULL] AS l, {'id': '=x', 'share': 0.5::DOUBLE, 'on': DATE '2026-03-01'} AS s, MAP {'k': 'NaN'::DOUBLE} AS m, []::INT[] AS e"))
        .isEqualTo(
            "l,s,m,e\r\n"
                + "\"[\"\"a\\\"\"b\"\",null]\","
                + "\"{\"\"id\"\":\"\"=x\"\",\"\"share\"\":0.5,\"\"on\"\":\"\"2026-03-01\"\"}\","
                + "\"{\"\"k\"\":\"\"NaN\"\"}\",[]\r\n");
  }

  @Test
  void allRowsAreWritten() {
    assertThat(csv("SELECT range AS n FROM range(5000)").lines()).hasSize(5001);
  }

  @Test
  void anErrorHalfwayLeavesWhatWasThere() throws IOException {
    String fails =
        "SELECT CAST(CASE WHEN range = 3000000 THEN 'x' ELSE '1' END AS INT) FROM range(3000001)";
    assertThatThrownBy(() -> csv(fails)).hasMessageContaining("Could not convert string 'x'");
    assertThat(files()).isEmpty();
    Files.writeString(file, "of yesterday");
    assertThatThrownBy(() -> csv(fails)).hasMessageContaining("Could not convert string 'x'");
    assertThatThrownBy(() -> csv("SELECT * FROM nothing")).hasMessageContaining("nothing");
    assertThatThrownBy(() -> csv("CREATE TABLE t AS SELECT 1")).hasMessageContaining("no rows");
    assertThat(files()).containsExactly(file);
    assertThat(file).hasContent("of yesterday");
    assertThat(csv("SELECT 1 AS n")).isEqualTo("n\r\n1\r\n");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void whatALinkPointsToIsReplacedAndNotTheLink() throws IOException {
    Files.writeString(file, "of yesterday");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
    warehouse.csv("SELECT 1 AS n", link);
    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(file)).isEqualTo("n\r\n1\r\n");
  }

  private String csv(String sql) {
    return warehouse.csv(sql, file);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.toList();
    }
  }
}

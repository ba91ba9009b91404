package io.tandem.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers as a person reads them. */
class TerminalTableTest {
  @TempDir private Path folder;
  private TinyWarehouse warehouse;

  @BeforeEach
  void publish() {
    warehouse = new TinyWarehouse(folder).publish("bundles", "2026-03-01", "SELECT 1 AS n");
  }

  @Test
  void numbersStandOnTheRightPointBelowPoint() {
    assertThat(
            lines(
                "SELECT * FROM (VALUES ('tea', 5, 0.25::DOUBLE, 7.5000::DECIMAL(18,4)), ('coffee', 12345, 12::DOUBLE, NULL), (NULL, NULL, 28.39563::DOUBLE, -10)) AS t (title, order_count, lift, price)"))
        .containsExactly(
            "title   order_count     lift     price",
            "tea               5   0.25      7.5000",
            "coffee        12345  12",
            "                     28.3956  -10.0000");
  }

  @Test
  void estimatesHaveNoMoreDigitsThanTheyMean() {
    assertThat(estimate("1::DOUBLE / 3")).isEqualTo("0.333333");
    assertThat(estimate("0.1::FLOAT")).isEqualTo("0.1");
    assertThat(estimate("1615761.16::DOUBLE")).isEqualTo("1615761.16");
    assertThat(estimate("12345.678::DOUBLE")).isEqualTo("12345.68");
    assertThat(estimate("1e300::DOUBLE")).isEqualTo("1e+300");
    assertThat(estimate("-1.25e-57::DOUBLE")).isEqualTo("-1.25e-57");
    assertThat(estimate("0::DOUBLE")).isEqualTo("0");
    assertThat(estimate("'nan'::DOUBLE")).isEqualTo("NaN");
    assertThat(estimate("'-inf'::DOUBLE")).isEqualTo("-Infinity");
  }

  @Test
  void nestedValuesAreReadable() {
    assertThat(
            lines(
                "SELECT [['a'], NULL] AS l, [{'id': 'P1', 'share': 0.123456789::DOUBLE}] AS s, MAP {'size': 'L', 'hue': NULL} AS m"))
        .containsExactly(
            "l            s                            m",
            "[[a], null]  [{id: P1, share: 0.123457}]  {size: L, hue: null}");
  }

  @Test
  void textCannotMoveTheCursor() {
    assertThat(lines("SELECT E'a\\tb\\nc' || chr(27) || '[31m' AS t"))
        .containsExactly("t", "a\\tb\\nc\\u001b[31m");
  }

  @Test
  void longTextEndsInAnEllipsis() {
    assertThat(lines("SELECT repeat('ä', 200) AS t").get(1)).isEqualTo("ä".repeat(200));
    assertThat(lines("SELECT repeat('ä', 201) AS t").get(1)).isEqualTo("ä".repeat(199) + "…");
  }

  @Test
  void aLongAnswerSaysHowMuchMoreThereIs() {
    assertThat(lines("SELECT range AS n FROM range(1000)")).hasSize(1001).endsWith("999");
    assertThat(lines("SELECT range AS n FROM range(1001)"))
        .hasSize(1002)
        .endsWith("… and 1 more row; --csv FILE writes all.");
    assertThat(lines("SELECT range AS n FROM range(13402)"))
        .endsWith("… and 12,402 more rows; --csv FILE writes all.");
    assertThat(lines("SELECT range AS n FROM range(2000000)"))
        .endsWith("… and more than 1,000,000 more rows; --csv FILE writes all.");
  }

  private String estimate(String expression) {
    return lines("SELECT %s AS n".formatted(expression)).get(1).strip();
  }

  private List<String> lines(String sql) {
    return warehouse.lines(sql);
  }
}

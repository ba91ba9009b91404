package io.tandem.query;

import com.typesafe.config.ConfigUtil;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A value as a field of RFC 4180: exact, and harmless to a spreadsheet. Text that a spreadsheet
 * would take for a formula gets an apostrophe before it, whoever sold a product under such a title;
 * numbers and dates stay as they are. Arrays, maps and structs are JSON.
 */
final class CsvText {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private CsvText() {}

  /** One line with its end. */
  static String line(List<Value> values) {
    if (values.size() == 1 && values.get(0) instanceof Value.Missing) {
      return "\"\"\r\n"; // An empty line is no row to many readers.
    }
    return values.stream().map(CsvText::of).collect(Collectors.joining(",", "", "\r\n"));
  }

  static String of(Value value) {
    if (value instanceof Value.Missing) {
      return "";
    } else if (value instanceof Value.Text text) {
      return quoted(harmless(text.text()));
    } else if (value instanceof Value.Numeric numeric) {
      return number(numeric.number());
    } else if (value instanceof Value.Truth truth) {
      return String.valueOf(truth.truth());
    } else if (value instanceof Value.Moment moment) {
      return moment.text();
    }
    return quoted(json(value));
  }

  private static String harmless(String text) {
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain && !text.isEmpty() ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String number(Number number) {
    return number instanceof BigDecimal exact ? exact.toPlainString() : number.toString();
  }

  private static String json(Value value) {
    if (value instanceof Value.Missing) {
      return "null";
    } else if (value instanceof Value.Items items) {
      return items.items().stream().map(CsvText::json).collect(Collectors.joining(",", "[", "]"));
    } else if (value instanceof Value.Fields fields) {
      return fields.fields().entrySet().stream()
          .map(field -> ConfigUtil.quoteString(field.getKey()) + ":" + json(field.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    } else if (value instanceof Value.Truth truth) {
      return String.valueOf(truth.truth());
    } else if (value instanceof Value.Numeric numeric
        && Double.isFinite(numeric.number().doubleValue())) {
      return number(numeric.number());
    } else if (value instanceof Value.Text text) {
      return ConfigUtil.quoteString(text.text());
    }
    return ConfigUtil.quoteString(of(value)); // JSON has no dates, and no numbers without end.
  }
}

package io.tandem.query;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.Collectors;

/** A value as a person reads it: on one line, and numbers no longer than they mean something. */
final class TerminalText {
  /** Beyond this a cell ends in an ellipsis; CSV files hold it whole. */
  private static final int LONGEST = 200;

  private static final int DIGITS = 6;
  private static final int DECIMALS = 2;
  private static final double TINY = 1e-4;
  private static final double HUGE = 1e15;

  private TerminalText() {}

  static String of(Value value) {
    String text = text(value);
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  /** Text that cannot move the terminal's cursor: line ends, tabs and other controls are shown. */
  static String visible(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    return text.codePoints().mapToObj(TerminalText::visible).collect(Collectors.joining());
  }

  private static String visible(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          Character.isISOControl(character)
              ? "\\u%04x".formatted(character)
              : Character.toString(character);
    };
  }

  private static String text(Value value) {
    if (value instanceof Value.Missing) {
      return "";
    } else if (value instanceof Value.Numeric numeric) {
      return number(numeric.number());
    } else if (value instanceof Value.Truth truth) {
      return String.valueOf(truth.truth());
    } else if (value instanceof Value.Moment moment) {
      return moment.text();
    } else if (value instanceof Value.Items items) {
      return items.items().stream()
          .map(TerminalText::nested)
          .collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof Value.Fields fields) {
      return fields.fields().entrySet().stream()
          .map(field -> visible(field.getKey()) + ": " + nested(field.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return visible(((Value.Text) value).text());
  }

  /** Between others a missing value would not be seen. */
  private static String nested(Value value) {
    return value instanceof Value.Missing ? "null" : text(value);
  }

  private static String number(Number number) {
    if (number instanceof BigDecimal exact) {
      return exact.toPlainString();
    } else if (number instanceof Double || number instanceof Float) {
      return estimate(number.doubleValue());
    }
    return number.toString();
  }

  /** Six digits, two decimals at least where there are any: nothing estimated has more. */
  private static String estimate(double number) {
    double size = Math.abs(number);
    if (!Double.isFinite(number)) {
      return String.valueOf(number);
    } else if (size == 0) {
      return "0";
    } else if (size < TINY || size >= HUGE) {
      return "%.5e".formatted(number).replaceFirst("\\.?0+e", "e");
    }
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(DIGITS));
    if (rounded.scale() < DECIMALS) {
      rounded = new BigDecimal(number).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
    return rounded.stripTrailingZeros().toPlainString();
  }
}

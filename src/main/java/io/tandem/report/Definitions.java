package io.tandem.report;

import static io.tandem.table.OrderMetrics.ORDER_METRICS;
import static io.tandem.table.RetentionMetrics.RETENTION_METRICS;

import io.tandem.table.Table;
import java.util.Locale;

/**
 * How each number is defined, in the words of the published tables' own columns, so that page and
 * tables cannot disagree.
 */
final class Definitions {
  static String ofOrders(String column) {
    return of(ORDER_METRICS, column);
  }

  static String ofCustomers(String column) {
    return of(RETENTION_METRICS, column);
  }

  static String ofRepeatPurchaseRate(int days) {
    return shareOfMatured("repeat_customer_count_" + days);
  }

  static String ofRetentionRate(int days) {
    return shareOfMatured("retained_customer_count_" + days);
  }

  /** Who is meant by the matured. */
  static String ofMatured(int days) {
    return of(RETENTION_METRICS, "matured_customer_count_" + days);
  }

  private static String shareOfMatured(String column) {
    return of(RETENTION_METRICS, column).replaceFirst("\\.$", "") + ", as a share of the matured.";
  }

  /** The column's comment; what it says of absent values concerns the table, not the page. */
  static String of(Table table, String column) {
    return sentence(
        table
            .schema()
            .apply(column)
            .getComment()
            .getOrElse(() -> "")
            .replaceFirst("; null\\b.*$", ".")
            .replace('_', ' '));
  }

  /** The part of the comment after its formula, where that says the same in words. */
  static String inWords(Table table, String column) {
    String comment = of(table, column);
    return sentence(comment.substring(comment.indexOf(": ") + 2));
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private Definitions() {}
}

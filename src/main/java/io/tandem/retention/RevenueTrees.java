package io.tandem.retention;

import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.PERIOD;
import static io.tandem.table.Columns.PERIOD_START;
import static io.tandem.table.Columns.REFUNDS;
import static io.tandem.table.Columns.REVENUE;
import static org.apache.spark.sql.functions.col;

import io.tandem.retention.RevenueChange.Factor;
import io.tandem.retention.RevenueChange.Sold;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The rows of {@code revenue_tree}: every period beside the one before it. */
public final class RevenueTrees {
  private enum Length {
    DAY,
    WEEK,
    MONTH;

    LocalDate start(LocalDate day) {
      return switch (this) {
        case DAY -> day;
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> day.withDayOfMonth(1);
      };
    }

    LocalDate next(LocalDate start) {
      return switch (this) {
        case DAY -> start.plusDays(1);
        case WEEK -> start.plusWeeks(1);
        case MONTH -> start.plusMonths(1);
      };
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The rows, from the second period of the data to the last; periods without orders are in between
   * like others.
   *
   * @param orderMetrics rows of {@code order_metrics}, of which there are as many as days
   * @param firstDay of the first order
   */
  public static List<Row> rows(Dataset<Row> orderMetrics, LocalDate firstDay, Horizon horizon) {
    Map<String, Map<LocalDate, Map<String, Row>>> periods = new HashMap<>();
    for (Row row :
        orderMetrics
            .where(col(PERIOD).notEqual("all"))
            .select(
                col(PERIOD),
                col(PERIOD_START),
                col("customers"),
                col(CUSTOMER_COUNT),
                col(ORDER_COUNT),
                col("item_count"),
                col(REVENUE),
                col(REFUNDS))
            .collectAsList()) {
      periods
          .computeIfAbsent(row.getString(0), period -> new HashMap<>())
          .computeIfAbsent(row.getDate(1).toLocalDate(), start -> new HashMap<>())
          .put(row.getString(2), row);
    }
    List<Row> rows = new ArrayList<>();
    for (Length length : Length.values()) {
      Map<LocalDate, Map<String, Row>> ofLength = periods.getOrDefault(length.label(), Map.of());
      LocalDate before = length.start(firstDay);
      for (LocalDate start = length.next(before);
          !start.isAfter(horizon.lastDay());
          start = length.next(start)) {
        boolean isComplete =
            !before.isBefore(firstDay) && !length.next(start).isAfter(horizon.firstOpenDay());
        rows.addAll(
            rows(length, start, sold(ofLength.get(before)), sold(ofLength.get(start)), isComplete));
        before = start;
      }
    }
    return rows;
  }

  private static List<Row> rows(
      Length length, LocalDate start, Sold before, Sold after, boolean isComplete) {
    Map<Factor, BigDecimal> contributions = RevenueChange.split(before, after);
    BigDecimal change = RevenueChange.total(before, after);
    return contributions.entrySet().stream()
        .map(
            entry ->
                RowFactory.create(
                    length.label(),
                    java.sql.Date.valueOf(start),
                    entry.getKey().name().toLowerCase(Locale.ROOT),
                    money(entry.getValue()),
                    value(before, entry.getKey()),
                    value(after, entry.getKey()),
                    money(before.net()),
                    money(after.net()),
                    money(change),
                    isComplete))
        .toList();
  }

  private static Sold sold(Map<String, Row> byCustomers) {
    if (byCustomers == null) {
      return Sold.NOTHING;
    }
    Row all = byCustomers.get("all");
    Row known = byCustomers.get("known");
    if (known == null) {
      return new Sold(0, 0, 0, BigDecimal.ZERO, all.getDecimal(6), all.getDecimal(7));
    }
    return new Sold(
        known.getLong(3),
        known.getLong(4),
        known.getLong(5),
        known.getDecimal(6),
        all.getDecimal(6).subtract(known.getDecimal(6)),
        all.getDecimal(7));
  }

  private static Double value(Sold sold, Factor factor) {
    double value = sold.of(factor);
    return Double.isFinite(value) ? value : null;
  }

  private static BigDecimal money(BigDecimal amount) {
    return amount.setScale(4, RoundingMode.HALF_UP);
  }

  private RevenueTrees() {}
}

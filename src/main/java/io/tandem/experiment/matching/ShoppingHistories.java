package io.tandem.experiment.matching;

import static io.tandem.retention.Orders.DAY;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.PLACEMENT;
import static io.tandem.table.Columns.REVENUE;
import static io.tandem.table.Columns.SHOWN_AT;
import static io.tandem.table.Columns.WOULD_SHOW;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tandem.table.Types;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What customers had done before a span and did in it, and whether they were shown something. One
 * row per customer, lever and span; only customers with an order before the span. Guests are
 * nobody.
 */
final class ShoppingHistories {
  static final String LEVER = "lever";
  static final String SPAN = "span";
  static final String IS_EXPOSED = "is_exposed";

  /** The histories of these orders' customers. */
  static Dataset<Row> of(
      Dataset<Row> orders, Dataset<Row> exposures, ExposureWindow window, ZoneId timeZone) {
    Column[] spans =
        Arrays.stream(Span.values()).map(span -> inSpan(span, window)).toArray(Column[]::new);
    Column[] levers =
        Arrays.stream(Lever.values())
            .map(
                lever ->
                    struct(
                        lit(lever.name()).as(LEVER),
                        coalesce(col(lever.named()), lit(false)).as(IS_EXPOSED)))
            .toArray(Column[]::new);
    return orders
        .where(col(CUSTOMER_ID).isNotNull())
        .groupBy(CUSTOMER_ID)
        .agg(array(spans).as("spans"))
        .join(shown(exposures, window, timeZone), new String[] {CUSTOMER_ID}, "left")
        .withColumn(SPAN, explode(col("spans")))
        .where(col(SPAN + "." + Covariate.DAYS_SINCE_FIRST_ORDER.named()).isNotNull())
        .withColumn(LEVER, explode(array(levers)))
        .select(LEVER + ".*", SPAN + ".*");
  }

  /** Who was shown anything of each lever in the window: one row per customer who was. */
  private static Dataset<Row> shown(
      Dataset<Row> exposures, ExposureWindow window, ZoneId timeZone) {
    Column[] levers =
        Arrays.stream(Lever.values())
            .map(lever -> max(col(PLACEMENT).isin(lever.placements().toArray())).as(lever.named()))
            .toArray(Column[]::new);
    return exposures
        .where(
            col(CUSTOMER_ID)
                .isNotNull()
                .and(coalesce(col(WOULD_SHOW), lit(false)).equalTo(false))
                .and(col(SHOWN_AT).geq(lit(window.from(timeZone))))
                .and(col(SHOWN_AT).lt(lit(window.until(timeZone)))))
        .groupBy(CUSTOMER_ID)
        .agg(levers[0], Arrays.copyOfRange(levers, 1, levers.length));
  }

  private static Column inSpan(Span span, ExposureWindow window) {
    LocalDate cut = span.cut(window);
    Column earlier = col(DAY).lt(lit(cut));
    Column past = earlier.and(col(DAY).geq(lit(cut.minusDays(Covariate.DAYS))));
    Column within = col(DAY).geq(lit(cut)).and(col(DAY).lt(lit(span.end(window))));
    return struct(
        lit(span.name()).as(SPAN),
        count(past).as(Covariate.ORDERS.named()),
        revenue(past).as(Covariate.REVENUE.named()),
        date_diff(lit(cut), max(when(earlier, col(DAY))))
            .cast("long")
            .as(Covariate.DAYS_SINCE_LAST_ORDER.named()),
        date_diff(lit(cut), min(when(earlier, col(DAY))))
            .cast("long")
            .as(Covariate.DAYS_SINCE_FIRST_ORDER.named()),
        count(within).as(Variable.ORDERS.named()),
        revenue(within).as(Variable.REVENUE.named()));
  }

  private static Column count(Column counted) {
    return sum(when(counted, 1L).otherwise(0L));
  }

  private static Column revenue(Column counted) {
    return coalesce(sum(when(counted, col(REVENUE))), lit(0)).cast(Types.MONEY);
  }

  private ShoppingHistories() {}
}

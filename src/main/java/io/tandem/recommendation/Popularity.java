package io.tandem.recommendation;

import static io.tandem.table.Columns.AVAILABLE;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.ORDERED_AT;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.SCOPE;
import static io.tandem.table.Columns.SCOPE_VALUE;
import static io.tandem.table.Columns.SCORE;
import static io.tandem.table.Columns.SCORE_LOWER;
import static io.tandem.table.Columns.TASTE_SEGMENT;
import static io.tandem.table.Columns.WINDOW_DAYS;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.tandem.statistics.Wilson;
import io.tandem.table.Midnight;
import io.tandem.table.OrderLines;
import io.tandem.table.PopularProducts;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What many customers bought lately, in the whole shop, in each category, in each country and in
 * each taste segment. Ranked by the lower end of the share's interval, so that three buyers of
 * three do not beat three thousand of ten thousand.
 */
final class Popularity {
  private static final String BUYER = "buyer";
  private static final String SCOPE_CUSTOMERS = "scope_customers";

  /**
   * The rows of {@code popular_products}.
   *
   * @param purchases product_id, customer_id, order_id, ordered_at
   * @param catalogue product_id, category, available
   * @param traits customer_id, country, taste_segment
   * @param windowDays days before the run date that count in the whole shop
   * @param windowDaysOfParts days that count in its parts, where fewer customers buy; no fewer
   * @param listLength most products of a scope
   */
  static Dataset<Row> of(
      Dataset<Row> purchases,
      Dataset<Row> catalogue,
      Dataset<Row> traits,
      LocalDate runDate,
      int windowDays,
      int windowDaysOfParts,
      int listLength) {
    Column isWholeShop = col(SCOPE).equalTo(PopularProducts.GLOBAL);
    Dataset<Row> lately =
        purchases
            .where(col(ORDERED_AT).geq(Midnight.of(runDate.minusDays(windowDaysOfParts))))
            .select(
                col(PRODUCT_ID), col(CUSTOMER_ID), col(ORDERED_AT), OrderLines.buyer().as(BUYER));
    Dataset<Row> scoped =
        Scopes.of(lately, catalogue, traits)
            .where(
                not(isWholeShop)
                    .or(col(ORDERED_AT).geq(Midnight.of(runDate.minusDays(windowDays)))))
            .select(SCOPE, SCOPE_VALUE, PRODUCT_ID, AVAILABLE, BUYER);
    Dataset<Row> scopeCustomers =
        scoped.groupBy(SCOPE, SCOPE_VALUE).agg(count_distinct(col(BUYER)).as(SCOPE_CUSTOMERS));
    Column best =
        row_number()
            .over(
                Window.partitionBy(SCOPE, SCOPE_VALUE)
                    .orderBy(col(SCORE_LOWER).desc(), col(CUSTOMER_COUNT).desc(), col(PRODUCT_ID)));
    return scoped
        .where(col(AVAILABLE))
        .groupBy(SCOPE, SCOPE_VALUE, PRODUCT_ID)
        .agg(count_distinct(col(BUYER)).as(CUSTOMER_COUNT))
        .join(scopeCustomers, new String[] {SCOPE, SCOPE_VALUE}, "inner")
        .withColumn(SCORE, Wilson.share(col(CUSTOMER_COUNT), col(SCOPE_CUSTOMERS)))
        .withColumn(SCORE_LOWER, Wilson.lower(col(CUSTOMER_COUNT), col(SCOPE_CUSTOMERS)))
        .withColumn(RANK, best)
        .where(col(RANK).leq(listLength))
        .withColumn(WINDOW_DAYS, when(isWholeShop, windowDays).otherwise(windowDaysOfParts))
        .withColumn(IS_PERSONALIZED, lit(false))
        .withColumn(REASON, reason())
        .transform(PopularProducts.POPULAR_PRODUCTS::shape);
  }

  /**
   * The reason travels to customers' lists, where the scope is not beside it: a country is named.
   */
  private static Column reason() {
    Column who =
        when(col(CUSTOMER_COUNT).equalTo(1), lit("One customer"))
            .otherwise(format_string("%,d customers", col(CUSTOMER_COUNT)));
    Column where =
        when(col(SCOPE).equalTo(Scopes.COUNTRY_SCOPE), concat(lit(" in "), col(SCOPE_VALUE)))
            .when(col(SCOPE).equalTo(TASTE_SEGMENT), " of like taste")
            .otherwise("");
    return format_string("%s%s bought it in the last %d days.", who, where, col(WINDOW_DAYS));
  }

  private Popularity() {}
}

package io.tandem.report;

import static io.tandem.table.Columns.AVERAGE_ORDER_VALUE;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.PERIOD_START;
import static io.tandem.table.Columns.REFUNDS;
import static io.tandem.table.Columns.REVENUE;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** What the orders of one period were worth. */
record OrderPeriod(
    LocalDate start,
    BigDecimal revenue,
    BigDecimal refunds,
    long orders,
    long customers,
    Optional<Estimate> averageOrderValue,
    Optional<Estimate> winsorized,
    BigDecimal cap,
    boolean isRough,
    double itemsPerOrder,
    double pricePerItem,
    double ordersPerCustomer,
    double multiProductOrderRate) {

  static OrderPeriod of(Cells cells) {
    return new OrderPeriod(
        cells.date(PERIOD_START),
        cells.money(REVENUE),
        cells.money(REFUNDS),
        cells.count(ORDER_COUNT),
        cells.count(CUSTOMER_COUNT),
        cells.estimate(AVERAGE_ORDER_VALUE),
        cells.estimate("average_order_value_winsorized"),
        cells.money("order_value_cap"),
        cells.is("is_rough"),
        cells.number("items_per_order"),
        cells.number("price_per_item"),
        cells.number("orders_per_customer"),
        cells.number("multi_product_order_rate"));
  }
}

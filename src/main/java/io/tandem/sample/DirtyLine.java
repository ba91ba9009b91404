package io.tandem.sample;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that no shop should export and every shop does, on orders of their own, so that they never
 * touch a valid order.
 */
final class DirtyLine {
  /** What is wrong with a row; the name in lower case stands in {@code truth.json}. */
  enum Dirt {
    NEGATIVE_PRICE,
    /** A free gift: left out on purpose rather than rejected. */
    ZERO_PRICE,
    WRONG_DATE,
    TEXT_QUANTITY,
    EMPTY_PRODUCT_ID,
    EMPTY_ORDER_ID,
    ZERO_QUANTITY,
    UNKNOWN_STATUS;

    static Dirt of(long row) {
      return values()[(int) (row % values().length)];
    }
  }

  private static final long CUSTOMERS_PER_ROW_OF_A_KIND = 900;
  private static final long FEWEST_OF_A_KIND = 2;

  private final ShopPlan plan;
  private final List<Product> products;
  private final ShopDays days;

  DirtyLine(ShopPlan plan) {
    this.plan = plan;
    this.products = new ProductDesign(plan).products();
    this.days = new ShopDays(plan);
  }

  /** How many rows of each kind of dirt the shop has. */
  static long rowsOfAKind(ShopPlan plan) {
    return Math.max(FEWEST_OF_A_KIND, plan.customers() / CUSTOMERS_PER_ROW_OF_A_KIND);
  }

  static long rows(ShopPlan plan) {
    return Dirt.values().length * rowsOfAKind(plan);
  }

  /** The dirty row with this number, from 0. */
  OrderLineRow row(long number) {
    Draws draws = Draws.of(plan.seed(), Draws.Purpose.DIRT, number);
    Product product = products.get(draws.below(products.size()));
    List<String> ids = product.orderableIds();
    LocalDateTime placedAt = days.online(days.someDay(draws), draws);
    long customer = (long) (draws.uniform() * plan.customers());
    List<String> cells =
        new ArrayList<>(
            List.of(
                Order.id(plan.customers() + number, 0),
                Shoppers.customerId(customer),
                ids.get(draws.below(ids.size())),
                "1",
                OrderLineRow.money(product.listCents()),
                OrderLineRow.TIME.format(placedAt),
                "completed",
                "",
                "",
                "web",
                "",
                ""));
    spoil(cells, Dirt.of(number), placedAt, draws);
    return new OrderLineRow(placedAt, (int) number, cells);
  }

  private static void spoil(List<String> cells, Dirt dirt, LocalDateTime placedAt, Draws draws) {
    switch (dirt) {
      case NEGATIVE_PRICE -> cells.set(4, "-" + cells.get(4));
      case ZERO_PRICE -> cells.set(4, "0.00");
      case WRONG_DATE ->
          cells.set(
              5,
              draws.chance(0.5)
                  ? "yesterday"
                  : DateTimeFormatter.ofPattern("'31/02/'yyyy").format(placedAt));
      case TEXT_QUANTITY -> cells.set(3, "two");
      case EMPTY_PRODUCT_ID -> cells.set(2, "");
      case EMPTY_ORDER_ID -> cells.set(0, "");
      case ZERO_QUANTITY -> cells.set(3, "0");
      case UNKNOWN_STATUS -> cells.set(6, "lost");
    }
  }
}

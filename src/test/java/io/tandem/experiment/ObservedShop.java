package io.tandem.experiment;

import static io.tandem.testing.Rows.rows;

import io.tandem.testing.Rows;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A shop without an experiment: who ordered when, and who was shown what. */
final class ObservedShop {
  private static final String ORDERS =
      "order_id string, customer_id string, day date, revenue decimal(18,4), refunds decimal(18,4),"
          + " items bigint, product_count bigint";
  private static final String EXPOSURES =
      "customer_id string, placement string, shown_at timestamp, would_show boolean";

  private final List<Row> orders = new ArrayList<>();
  private final List<Row> exposures = new ArrayList<>();

  /** An order of one piece; nobody's is a guest's. */
  ObservedShop ordered(String customer, String day, String revenue) {
    orders.add(
        Rows.row(
            "o" + orders.size(),
            customer,
            Date.valueOf(day),
            new BigDecimal(revenue).setScale(4),
            BigDecimal.ZERO.setScale(4),
            1L,
            1L));
    return this;
  }

  ObservedShop shown(String customer, String placement, String time) {
    exposures.add(Rows.row(customer, placement, Rows.at(time), null));
    return this;
  }

  /** What an experiment kept from being shown. */
  ObservedShop kept(String customer, String placement, String time) {
    exposures.add(Rows.row(customer, placement, Rows.at(time), true));
    return this;
  }

  Dataset<Row> orders(SparkSession spark) {
    return rows(spark, ORDERS, orders.toArray(Row[]::new));
  }

  Dataset<Row> exposures(SparkSession spark) {
    return rows(spark, EXPOSURES, exposures.toArray(Row[]::new));
  }

  /**
   * How a customer shops, and who is shown something. What is shown changes nothing here, whoever
   * the customers are.
   *
   * @param activeShare of customers who are more active than the others all the time
   * @param activeTimes as often they order
   * @param surgeShare of customers who come to order more in the exposure window, and only then
   * @param surgeTimes as often they order in it
   * @param shownShare of the others who are shown something
   * @param shownShareOfThem of the active and the surging
   */
  record Customers(
      double activeShare,
      double activeTimes,
      double surgeShare,
      double surgeTimes,
      double shownShare,
      double shownShareOfThem) {
    static final Customers SHOWN_AT_RANDOM = new Customers(.3, 4, 0, 1, .5, .5);
    static final Customers ALWAYS_ACTIVE = new Customers(.3, 4, 0, 1, .3, .8);
    static final Customers ABOUT_TO_ORDER = new Customers(0, 1, .3, 5, .3, .8);
  }

  /**
   * A generated shop: days from 360 before T to 89 after it.
   *
   * @param start T, the first day of the window
   */
  static ObservedShop generated(long seed, int customers, LocalDate start, Customers kind) {
    SplittableRandom random = new SplittableRandom(seed);
    ObservedShop shop = new ObservedShop();
    for (int i = 0; i < customers; i++) {
      String customer = "c" + i;
      boolean active = random.nextDouble() < kind.activeShare();
      boolean surges = random.nextDouble() < kind.surgeShare();
      double share = active || surges ? kind.shownShareOfThem() : kind.shownShare();
      double wealth = Math.exp(.3 * normal(random));
      double daily = .0045 * Math.exp(.5 * normal(random)) * (active ? kind.activeTimes() : 1);
      for (int day = -360; day < 90; day++) {
        double times = surges && day >= 0 && day < 28 ? kind.surgeTimes() : 1;
        if (random.nextDouble() < daily * times) {
          double revenue = 50 * wealth * Math.exp(.6 * normal(random));
          shop.ordered(customer, start.plusDays(day).toString(), "%.2f".formatted(revenue));
        }
      }
      for (String placement : List.of("cart", "home")) {
        if (random.nextDouble() < share) {
          for (int view = 0; view < 5; view++) {
            LocalDate day = start.plusDays(random.nextInt(28));
            shop.exposures.add(
                Rows.row(
                    customer,
                    placement,
                    Timestamp.from(day.atTime(12, 0).toInstant(ZoneOffset.UTC)),
                    null));
          }
        }
      }
    }
    return shop;
  }

  private static double normal(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}

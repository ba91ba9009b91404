package io.tandem.retention;

import static io.tandem.retention.SmallShop.order;
import static io.tandem.retention.SmallShop.orders;
import static io.tandem.table.CustomerSurvival.CUSTOMER_SURVIVAL;
import static io.tandem.table.SurvivalComparisons.SURVIVAL_COMPARISONS;
import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.at;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.testing.SparkExtension;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class SecondOrdersTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final ZoneId UTC = ZoneId.of("UTC");

  /** The first 90 days end on 31 March. Seen on 11 May: day 10 of eve, day 8 of fay. */
  private static Dataset<Row> shop(SparkSession spark) {
    return orders(
        spark,
        order("o1", "ann", "2026-01-01", "10", "0"), // may be an old customer
        order("o2", "ann", "2026-01-05", "10", "0"),
        order("o3", "bob", "2026-04-01", "10", "0", 2), // again after 4 days
        order("o4", "bob", "2026-04-05", "10", "0"),
        order("o5", "bob", "2026-04-09", "10", "0"), // a third order changes nothing
        order("o6", "cid", "2026-04-10", "10", "0"), // again after 6 days; the same day is none
        order("o7", "cid", "2026-04-10", "10", "0"),
        order("o8", "cid", "2026-04-16", "10", "0"),
        order("o9", "eve", "2026-05-01", "10", "0"), // waits since 10 days
        order("o10", "fay", "2026-05-03", "10", "0", 5), // waits since 8 days
        order("o11", null, "2026-04-02", "10", "0"),
        order("o12", null, "2026-04-03", "10", "0"));
  }

  private static SecondOrders secondOrders(SparkSession spark, Optional<Dataset<Row>> customers) {
    return SecondOrders.of(
        shop(spark), FIRST, Horizon.of(LocalDate.parse("2026-05-12"), UTC), customers, UTC);
  }

  @Test
  void whoStillWaitsCountsForAsLongAsSeen(SparkSession spark) {
    Dataset<Row> curves =
        spark.createDataFrame(
            secondOrders(spark, Optional.empty()).curves(9), CUSTOMER_SURVIVAL.schema());
    assertThat(
            curves
                .where("customer_group = 'all'")
                .select("day", "at_risk", "repeat_customer_count", "repeat_purchase_probability")
                .sort("day"))
        .hasRows(
            row(1, 4L, 0L, 0.0),
            row(2, 4L, 0L, 0.0),
            row(3, 4L, 0L, 0.0),
            row(4, 4L, 1L, 1 - 3.0 / 4),
            row(5, 3L, 0L, 1 - 3.0 / 4),
            row(6, 3L, 1L, 1 - (1 - 1.0 / 3) * 3.0 / 4),
            row(7, 2L, 0L, 1 - (1 - 1.0 / 3) * 3.0 / 4),
            row(8, 2L, 0L, 1 - (1 - 1.0 / 3) * 3.0 / 4),
            row(9, 1L, 0L, 1 - (1 - 1.0 / 3) * 3.0 / 4)); // and the curve ends where asked
    assertThat(curves.select("grouping", "customer_group").distinct())
        .hasRowsInAnyOrder(
            row("all", "all"),
            row("first_order_products", "first_order_products=one"),
            row("first_order_products", "first_order_products=several"),
            row("first_order_quarter", "first_order_quarter=2026-Q2"));
  }

  @Test
  void anAccountOpenedSinceTheDataBeganMakesACustomerNew(SparkSession spark) {
    Dataset<Row> customers =
        rows(
            spark,
            "customer_id string, registered_at timestamp, country string",
            row("ann", at("2026-01-01"), "AT"),
            row("bob", at("2019-05-05"), "DE"),
            row("cid", null, "DE"));
    SecondOrders known = secondOrders(spark, Optional.of(customers));
    assertThat(known.groups().get(0).name()).isEqualTo("all");
    assertThat(known.groups().get(0).waiting().size())
        .as("ann is new, bob is not; of cid, eve and fay it is not known")
        .isEqualTo(4);
    assertThat(known.groups().stream().map(SecondOrders.Group::name))
        .filteredOn(name -> name.startsWith("country"))
        .containsExactly("country=AT", "country=DE");
    Dataset<Row> tests = spark.createDataFrame(known.comparisons(), SURVIVAL_COMPARISONS.schema());
    assertThat(tests.select("grouping", "group_count", "customer_count", "degrees_of_freedom"))
        .hasRowsInAnyOrder(
            row("country", 2, 2L, 1), // eve and fay have no account
            row("first_order_products", 2, 4L, 1),
            row("first_order_quarter", 2, 4L, 1));
  }

  @Test
  void whereNobodyIsNewThereIsNoCurve(SparkSession spark) {
    Dataset<Row> guests =
        orders(
            spark,
            order("o1", null, "2026-01-01", "10", "0"),
            order("o2", "ann", "2026-01-02", "10", "0"));
    SecondOrders none =
        SecondOrders.of(
            guests, FIRST, Horizon.of(LocalDate.parse("2026-02-01"), UTC), Optional.empty(), UTC);
    assertThat(none.groups()).isEmpty();
    assertThat(none.curves(365)).isEmpty();
    assertThat(none.comparisons()).isEmpty();
  }
}

package io.tandem.experiment;

import static io.tandem.experiment.SpringShop.customer;
import static io.tandem.experiment.SpringShop.customers;
import static io.tandem.experiment.SpringShop.order;
import static io.tandem.experiment.SpringShop.orders;
import static io.tandem.experiment.SpringShop.settings;
import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static org.apache.spark.sql.functions.col;

import io.tandem.retention.Horizon;
import io.tandem.table.ExperimentMoments;
import io.tandem.testing.SparkExtension;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class OutcomesTest {
  private static final ZoneId UTC = ZoneId.of("UTC");

  private static Dataset<Row> shop(SparkSession spark) {
    return orders(
        spark,
        order("o1", "ann", "2025-12-01", "70", "0"), // 90 days before the start
        order("o2", "ann", "2025-11-30", "999", "0"), // a day earlier: no past any more
        order("o3", "ann", "2026-03-01", "10", "0"),
        order("o4", "ann", "2026-03-08", "20", "5"),
        order("o5", "ann", "2026-03-09", "40", "0"),
        order("o6", "bob", "2026-02-28", "60", "0"),
        order("o7", "cid", "2026-03-05", "30", "0"),
        order("o8", "cid", "2026-03-05", "30", "0"), // twice on one day
        order("o9", "dee", "2026-03-04", "5", "0"),
        order("o10", "dee", "2026-03-06", "5000", "0"));
  }

  private static Dataset<Row> assignments(SparkSession spark) {
    return new Enrolment(settings(), UTC)
        .of(
            shop(spark),
            Optional.of(
                customers(spark, customer("cid", "2026-03-04"), customer("dee", "2026-03-04"))),
            Optional.empty(),
            Optional.empty());
  }

  private static Dataset<Row> outcomes(SparkSession spark, String runDate) {
    return new Outcomes(settings(), 1, Horizon.of(LocalDate.parse(runDate), UTC))
        .of(assignments(spark), shop(spark));
  }

  @Test
  void aHorizonIsTheDayOfEnrolmentAndSoManyDaysMore(SparkSession spark) {
    assertThat(
            outcomes(spark, "2026-03-20")
                .where("cell = 'on/off'") // ann alone
                .select(
                    "metric_set",
                    "horizon_days",
                    "entry_date",
                    "revenue",
                    "order_count",
                    "refunds",
                    "is_repeat",
                    "pre_revenue",
                    "pre_order_count",
                    "has_pre")
                .sort("horizon_days"))
        .hasRows(
            row(
                "existing_customers",
                0,
                Date.valueOf("2026-03-01"),
                1000L,
                1L,
                0L,
                1L,
                7000L,
                1L,
                1L),
            row(
                "existing_customers",
                7,
                Date.valueOf("2026-03-08"),
                3000L,
                2L,
                500L,
                1L,
                7000L,
                1L,
                1L));
  }

  @Test
  void aHorizonEntersOnceItIsOver(SparkSession spark) {
    assertThat(outcomes(spark, "2026-03-08").where("cell = 'on/off'").select("horizon_days"))
        .hasRows(row(0));
    assertThat(
            outcomes(spark, "2026-03-09")
                .where("cell = 'on/off'")
                .select("horizon_days")
                .sort("horizon_days"))
        .hasRows(row(0), row(7));
    assertThat(
            outcomes(spark, "2027-03-02")
                .where("cell = 'on/off' and horizon_days = 365")
                .select("revenue"))
        .hasRows(row(7000L));
  }

  /** A new customer's first order is none again; who never orders counts with nothing. */
  @Test
  void orderingAgainTakesTwoDaysOfNewCustomersAndOneOfOthers(SparkSession spark) {
    assertThat(
            outcomes(spark, "2026-03-20")
                .where("horizon_days = 7")
                .select("cell", "metric_set", "revenue", "order_count", "is_repeat", "has_pre")
                .sort("cell", "metric_set"))
        .hasRows(
            row("off/off", "existing_customers", 0L, 0L, 0L, 1L), // bob
            row("off/off", "new_customers", 500500L, 2L, 1L, 0L), // dee
            row("on/off", "existing_customers", 3000L, 2L, 1L, 1L), // ann
            row("on/on", "new_customers", 6000L, 2L, 0L, 0L)); // cid
  }

  /** The dearest order before the start was worth 999. */
  @Test
  void largeOrdersAreCappedByWhatWasUsualBefore(SparkSession spark) {
    assertThat(
            outcomes(spark, "2026-03-20")
                .where("cell = 'off/off' and horizon_days = 7 and has_pre = 0")
                .select("revenue", "capped_revenue"))
        .hasRows(row(500500L, 100400L));
  }

  @Test
  void momentsAreSumsOfValuesAndOfProducts(SparkSession spark) {
    Dataset<Row> moments = MomentRows.of(outcomes(spark, "2026-03-20"));
    assertThat(
            moments
                .where("cell = 'off/off' and horizon_days = 7")
                .select(
                    "metric_set",
                    "customer_count",
                    "revenue_max",
                    "revenue_sum",
                    "revenue_revenue_sum",
                    "revenue_order_count_sum",
                    "revenue_is_repeat_sum",
                    "pre_revenue_sum",
                    "pre_revenue_has_pre_sum")
                .sort("metric_set"))
        .hasRows(
            row("existing_customers", 1L, 0.0, 0.0, 0.0, 0.0, 0.0, 60.0, 60.0),
            row(
                "new_customers",
                1L,
                5005.0,
                5005.0,
                5005.0 * 5005.0,
                2 * 5005.0,
                5005.0,
                0.0,
                0.0));
    assertThat(
            moments
                .groupBy(ExperimentMoments.EXPERIMENT_MOMENTS.keyColumns())
                .count()
                .where(col("count").gt(1)))
        .isEmpty();
  }
}

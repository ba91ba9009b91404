package io.tandem.retention;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.testing.SparkExtension;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class CohortsTest {
  @Test
  void everyMonthSinceTheFirstIsThere(SparkSession spark) {
    assertThat(
            Cohorts.monthByMonth(
                    rows(
                        spark,
                        "customer_id string, day date, revenue decimal(18,4)",
                        row("ann", Date.valueOf("2026-01-31"), new BigDecimal("10")),
                        row("bob", Date.valueOf("2026-01-01"), new BigDecimal("20")),
                        row("ann", Date.valueOf("2026-03-01"), new BigDecimal("30")),
                        row("ann", Date.valueOf("2026-03-02"), new BigDecimal("50")),
                        row("cid", Date.valueOf("2026-03-03"), new BigDecimal("5")),
                        row(null, Date.valueOf("2026-01-01"), new BigDecimal("99"))),
                    Horizon.of(LocalDate.of(2026, 3, 15), ZoneId.of("UTC")))
                .sort("cohort_month", "months_since"))
        .hasRows(
            row(Date.valueOf("2026-01-01"), 0, 2L, 2L, 1.0, true, 15.0, 30),
            row(Date.valueOf("2026-01-01"), 1, 2L, 0L, 0.0, true, null, 0),
            row(Date.valueOf("2026-01-01"), 2, 2L, 1L, 0.5, false, 40.0, 80),
            row(Date.valueOf("2026-03-01"), 0, 1L, 1L, 1.0, false, 5.0, 5));
  }

  @Test
  void aRunSeesPartOfADayInOtherTimeZones(SparkSession spark) {
    LocalDate runDate = LocalDate.of(2026, 3, 1);
    // Midnight UTC is 9:00 of 1 March in Tokyo, where that day has begun, and 19:00 of 28 February
    // in New York.
    assertThat(Horizon.of(runDate, ZoneId.of("Asia/Tokyo")))
        .isEqualTo(new Horizon(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 1)));
    assertThat(Horizon.of(runDate, ZoneId.of("America/New_York")))
        .isEqualTo(new Horizon(LocalDate.of(2026, 2, 28), LocalDate.of(2026, 2, 28)));
    assertThat(Horizon.of(runDate, ZoneId.of("UTC")))
        .isEqualTo(new Horizon(LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 1)));
    Row lastMinute = row("ann", Date.valueOf("2026-03-01"), new BigDecimal("10"));
    assertThat(
            Cohorts.monthByMonth(
                    rows(spark, "customer_id string, day date, revenue decimal(18,4)", lastMinute),
                    Horizon.of(runDate, ZoneId.of("Asia/Tokyo")))
                .select("cohort_month", "months_since", "is_complete"))
        .hasRows(row(Date.valueOf("2026-03-01"), 0, false));
    Row february = row("ann", Date.valueOf("2026-02-01"), new BigDecimal("10"));
    assertThat(
            Cohorts.monthByMonth(
                    rows(spark, "customer_id string, day date, revenue decimal(18,4)", february),
                    Horizon.of(runDate, ZoneId.of("America/New_York")))
                .select("cohort_month", "is_complete"))
        .hasRows(row(Date.valueOf("2026-02-01"), false)); // five hours of it are missing
  }
}

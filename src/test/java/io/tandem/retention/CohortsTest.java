package io.tandem.retention;

import static io.tandem.testing.DatasetAssert.assertThat;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;

import io.tandem.testing.SparkExtension;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
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
                    LocalDate.of(2026, 3, 15))
                .sort("cohort_month", "months_since"))
        .hasRows(
            row(Date.valueOf("2026-01-01"), 0, 2L, 2L, 1.0, true, 15.0, 30),
            row(Date.valueOf("2026-01-01"), 1, 2L, 0L, 0.0, true, null, 0),
            row(Date.valueOf("2026-01-01"), 2, 2L, 1L, 0.5, false, 40.0, 80),
            row(Date.valueOf("2026-03-01"), 0, 1L, 1L, 1.0, false, 5.0, 5));
  }
}

package io.tandem.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.table.Table;
import io.tandem.table.Tables;
import io.tandem.testing.RealData;
import io.tandem.testing.Scripts;
import io.tandem.testing.SparkExtension;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real shop, with no code written: UCI Online Retail (Chen 2015) by jobs/online-retail.conf, in a
 * 4 GB heap.
 */
@Tag("slow")
@ExtendWith(SparkExtension.class)
class OnlineRetailIT {
  private static final String DATE = "run_date=2011-12-10";

  @Test
  void runsToTheEndWithThePublishedCounts(@TempDir Path folder, SparkSession spark) {
    String file = RealData.file("online-retail.csv.gz");
    Scripts.Ended night =
        Scripts.run(
            folder,
            "submit",
            "--driver-memory",
            "4g",
            // The collector stays the users': what fits into the heap hangs on it.
            "--driver-java-options",
            "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m",
            "nightly",
            "--config",
            Path.of("jobs/online-retail.conf").toAbsolutePath().toString(),
            "--set",
            "sources.order-lines.path=" + Path.of(file).toAbsolutePath(),
            // More weeks and iterations take longer, not more memory; no list is looked into here.
            "--set",
            "frequently-bought-together.evaluation.weeks=1",
            "--set",
            "recommendations.als.iterations=2");
    assertThat(night.exitCode()).as(night.err()).isZero();
    // 530,104 completed and 9,288 cancelled lines are valid.
    assertThat(night.out())
        .contains(
            "order_lines: 541,909 rows read, 539,392 valid, 2,515 ignored (free of charge: 2,515), 2 rejected (unit_price is not > 0: 2)")
        .contains(" 19,960 orders");

    Path warehouse = folder.resolve("warehouse");
    for (Table table : Tables.PUBLISHED) {
      long rows =
          spark.read().parquet(warehouse.resolve(table.name()).resolve(DATE).toString()).count();
      if (!table.mayBeEmpty()) {
        assertThat(rows).as(table.name()).isPositive();
      }
    }
    Row all = orderMetrics(spark, warehouse, "all");
    assertThat(all.<Long>getAs("order_count")).isEqualTo(19_960);
    assertThat(all.<Double>getAs("average_order_value")).isCloseTo(534.403033, within(5e-7));
    Row known = orderMetrics(spark, warehouse, "known");
    assertThat(known.<Long>getAs("order_count")).isEqualTo(18_532);
    assertThat(known.<Long>getAs("customer_count")).isEqualTo(4_338);
    assertThat(known.getDecimal(known.fieldIndex("revenue"))).isEqualByComparingTo("8911407.904");
    assertThat(known.<Double>getAs("average_order_value")).isCloseTo(480.865956, within(5e-7));
    assertThat(known.<Double>getAs("orders_per_customer")).isCloseTo(4.27201, within(5e-6));
  }

  private static Row orderMetrics(SparkSession spark, Path warehouse, String customers) {
    return spark
        .read()
        .parquet(warehouse.resolve("order_metrics").resolve(DATE).toString())
        .where("period = 'all' and customers = '" + customers + "'")
        .head();
  }
}

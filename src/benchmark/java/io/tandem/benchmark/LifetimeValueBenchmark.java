package io.tandem.benchmark;

import io.tandem.job.Sessions;
import io.tandem.retention.Horizon;
import io.tandem.retention.LifetimeValueSettings;
import io.tandem.retention.LifetimeValueSettings.Basis;
import io.tandem.retention.LifetimeValues;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Times lifetime values of customers whose parameters are known, from their orders to the fitted
 * models and from these to a row per customer, and prints what was planted beside what was found.
 */
@Command(
    name = "lifetime-value",
    description =
        "From the orders of customers drawn from BG/NBD and Gamma-Gamma to the parameters, and to every customer's value.",
    mixinStandardHelpOptions = true)
final class LifetimeValueBenchmark implements Callable<Integer> {
  private static final LocalDate RUN_DATE = LocalDate.of(2026, 3, 1);

  private static final Map<String, Double> PLANTED =
      Map.of(
          "r", PlantedPurchases.R,
          "alpha", PlantedPurchases.ALPHA,
          "a", PlantedPurchases.A,
          "b", PlantedPurchases.B,
          "p", PlantedPurchases.P,
          "q", PlantedPurchases.Q,
          "v", PlantedPurchases.V);

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Customers with an order. Default: ${DEFAULT-VALUE}.")
  private long customers;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "455",
      description = "Days of orders. Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "Timed runs, after one that is not. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Override
  public Integer call() {
    SparkSession spark = Sessions.start("benchmark lifetime-value");
    try {
      Dataset<Row> orders =
          PlantedPurchases.orders(spark, customers, RUN_DATE.minusDays(days), days).persist();
      long orderCount = orders.count();
      System.out.printf(
          Locale.ROOT,
          "%,d customers, %,d orders, %d cores, heap %,d MB%n",
          customers,
          orderCount,
          spark.sparkContext().defaultParallelism(),
          Runtime.getRuntime().maxMemory() >> 20);
      for (int run = 0; run <= runs; run++) {
        time(orders, run);
      }
      return 0;
    } finally {
      spark.stop();
    }
  }

  private static void time(Dataset<Row> orders, int run) {
    Horizon horizon = Horizon.of(RUN_DATE, ZoneOffset.UTC);
    long start = System.nanoTime();
    try (LifetimeValues values =
        LifetimeValues.fit(
            orders, "revenue", horizon, new LifetimeValueSettings(Basis.REVENUE, 365, .1, 90))) {
      long fitted = System.nanoTime();
      values.values().write().format("noop").mode("overwrite").save();
      values.calibration().collectAsList();
      long valued = System.nanoTime();
      System.out.printf(
          Locale.ROOT,
          "%s: three fits %.1f s, every customer's value and the calibration %.1f s%n",
          run == 0 ? "warm-up" : "run " + run,
          (fitted - start) / 1e9,
          (valued - fitted) / 1e9);
      if (run == 0) {
        found(values.models());
      }
    }
  }

  private static void found(List<Row> models) {
    System.out.println(
        "model        fitted on         parameter    planted      found  standard error");
    for (Row row : models) {
      System.out.printf(
          Locale.ROOT,
          "%-12s %-17s %-9s %10.4f %10.4f  %14s%n",
          row.getString(0),
          row.getString(1),
          row.getString(2),
          PLANTED.get(row.getString(2)),
          row.getDouble(3),
          row.isNullAt(4) ? "-" : String.format(Locale.ROOT, "%.4f", row.getDouble(4)));
    }
  }
}

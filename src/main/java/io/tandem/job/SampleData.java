package io.tandem.job;

import io.tandem.sample.SampleShop;
import io.tandem.sample.ShopPlan;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Makes a shop with planted truth. What is not said is as in the committed sample.
 *
 * @param customers registered customers
 * @param products products as they are shown, variants not counted
 * @param seed of everything that is drawn
 * @param firstDay of the first order
 * @param days of orders
 */
public record SampleData(
    Optional<Long> customers,
    Optional<Integer> products,
    Optional<Long> seed,
    Optional<LocalDate> firstDay,
    Optional<Integer> days) {

  /** Writes the shop's exports and their truth into a folder. */
  public void write(String directory, Progress progress) {
    ShopPlan sample = ShopPlan.SAMPLE;
    ShopPlan plan =
        new ShopPlan(
            customers.orElse(sample.customers()),
            products.orElse(sample.products()),
            seed.orElse(sample.seed()),
            firstDay.orElse(sample.firstDay()),
            days.orElse(sample.days()));
    SparkSession spark = Sessions.start("sample-data");
    try {
      progress.phase(
          spark,
          "sample-data",
          () -> {
            SampleShop.generate(spark, plan).write(directory);
            return directory;
          },
          where -> "in " + where);
    } finally {
      spark.stop();
    }
  }
}

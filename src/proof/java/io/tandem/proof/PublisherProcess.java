package io.tandem.proof;

import io.tandem.publish.commit.Holder;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;

/** A process that publishes one night, and may be killed over it. */
final class PublisherProcess {
  private PublisherProcess() {}

  /**
   * Publishes.
   *
   * @param args the warehouse, the run, its date, and settings of Hadoop
   */
  public static void main(String[] args) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[1]")
            .appName("publisher")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 1)
            .config("spark.sql.session.timeZone", "UTC");
    for (int i = 3; i < args.length; i++) {
      int end = args[i].indexOf('=');
      builder.config("spark.hadoop." + args[i].substring(0, end), args[i].substring(end + 1));
    }
    SparkSession spark = builder.getOrCreate();
    SmallShop shop = new SmallShop(spark, args[0], spark.sparkContext().hadoopConfiguration());
    shop.publish(
        args[1],
        LocalDate.parse(args[2]),
        Holder.thisProcess(),
        () -> System.out.println("staged"));
    System.out.println("published");
    System.exit(0);
  }
}

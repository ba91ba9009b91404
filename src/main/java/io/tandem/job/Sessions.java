package io.tandem.job;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark session of a run, with what every result depends on fixed and the rest left to whoever
 * submits.
 */
public final class Sessions {
  private static final String ADAPTIVE = "spark.sql.adaptive.enabled";
  private static final long SMALL_SHOP = 200_000;

  /** A session for the command; local on all cores where no master was given. */
  public static SparkSession start(String command) {
    SparkConf conf = new SparkConf().setAppName("tandem " + command);
    conf.setIfMissing("spark.master", "local[*]");
    conf.set("spark.sql.ansi.enabled", "true");
    conf.set("spark.sql.session.timeZone", "UTC");
    conf.set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    conf.set("spark.sql.parquet.compression.codec", "zstd");
    conf.set("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
    // Nothing of Tandem is a catalogue table; this keeps Spark from making a folder where the
    // caller stands.
    conf.setIfMissing("spark.sql.catalogImplementation", "in-memory");
    // MLlib's FP-Growth serializes trees as deep as a basket is long, by recursion.
    conf.setIfMissing("spark.executor.extraJavaOptions", "-Xss16m");
    // A night is hundreds of short queries, of which many share their code: by default Spark
    // forgets
    // all but the last hundred pieces and compiles them again.
    conf.setIfMissing("spark.sql.codegen.cache.maxEntries", "2000");
    if (conf.get("spark.master").startsWith("local")) {
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      // 200 tasks a shuffle are for a cluster; on one machine they are overhead.
      conf.setIfMissing(
          "spark.sql.shuffle.partitions",
          String.valueOf(Runtime.getRuntime().availableProcessors()));
    }
    return SparkSession.builder().config(conf).getOrCreate();
  }

  /**
   * Tunes a session to how much there is to do. Adaptive execution plans again after every stage,
   * which pays where a stage takes longer than a plan: not in a small shop on one machine.
   *
   * @param orderLines rows of the input that every job reads
   */
  static void tune(SparkSession spark, long orderLines) {
    SparkConf conf = spark.sparkContext().getConf();
    if (conf.get("spark.master").startsWith("local")
        && !conf.contains(ADAPTIVE)
        && orderLines < SMALL_SHOP) {
      spark.conf().set(ADAPTIVE, false);
    }
  }

  private Sessions() {}
}

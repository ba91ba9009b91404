package io.tandem.basket;

import io.tandem.basket.fpgrowth.MemoryBudget;
import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * What one task may fill with its arrays: a share of the heap of the JVM it runs in, divided by the
 * tasks that run there at a time.
 *
 * @param heapFraction share of the heap for all tasks together, (0, 1]
 * @param tasks tasks that run in one JVM at a time
 */
record TaskMemory(double heapFraction, int tasks) implements Serializable {
  static TaskMemory of(SparkSession spark, double heapFraction) {
    SparkContext context = spark.sparkContext();
    int cores =
        context.isLocal()
            ? context.defaultParallelism()
            : context.conf().getInt("spark.executor.cores", 1);
    return new TaskMemory(heapFraction, Math.max(1, cores));
  }

  /** A budget for one task, in the JVM where it is asked for. */
  MemoryBudget budget() {
    return new MemoryBudget((long) (Runtime.getRuntime().maxMemory() * heapFraction / tasks));
  }
}

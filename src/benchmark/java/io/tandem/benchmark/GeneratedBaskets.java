package io.tandem.benchmark;

import static io.tandem.table.Columns.PRODUCTS;

import io.tandem.table.Types;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Baskets of ten different products out of 10,000. A product's popularity falls with its number (as
 * 1 / (number + 50)), and half of the products drawn bring the next one along with a chance of 20
 * %, so that there are pairs and triples to find. Each basket has a seed of its own: any number of
 * partitions gives the same baskets.
 */
final class GeneratedBaskets {
  private static final int PRODUCTS_SOLD = 10_000;
  private static final int BASKET = 10;
  private static final double HEAD = 50;
  private static final double COMPANION = 0.2;
  private static final long SEED = 20_260_301;

  static Dataset<Row> of(SparkSession spark, long count) {
    MapFunction<Long, Row> basket = number -> RowFactory.create((Object) products(number));
    return spark
        .range(0, count, 1, 4 * spark.sparkContext().defaultParallelism())
        .as(Encoders.LONG())
        .map(basket, Encoders.row(new StructType().add(PRODUCTS, Types.STRINGS, false)));
  }

  private static String[] products(long number) {
    SplittableRandom random = new SplittableRandom(SEED + 0x9E3779B97F4A7C15L * number);
    Set<Integer> drawn = new LinkedHashSet<>();
    while (drawn.size() < BASKET) {
      // The inverse of the distribution function: equal steps of log(number + HEAD).
      double step = random.nextDouble() * Math.log((PRODUCTS_SOLD + HEAD) / HEAD);
      int product = (int) (HEAD * Math.exp(step) - HEAD);
      drawn.add(product);
      if (product % 2 == 0 && drawn.size() < BASKET && random.nextDouble() < COMPANION) {
        drawn.add(product + 1);
      }
    }
    String[] names = new String[BASKET];
    Iterator<Integer> products = drawn.iterator();
    for (int i = 0; i < BASKET; i++) {
      names[i] = "P%05d".formatted(products.next());
    }
    return names;
  }

  private GeneratedBaskets() {}
}

package io.tandem.benchmark;

import io.tandem.recommendation.Model;
import io.tandem.recommendation.PreferenceBlocks.Block;
import io.tandem.recommendation.als.FactorRows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Lists made by scoring every product and sorting all of them, to hold the quick ones to. */
final class BruteForce {
  /** Customers compared: every so many-th, so that there are about as many. */
  private static final int COMPARED = 1_000;

  /** Are the lists of some customers the same? Says so. */
  static boolean compare(Model model, Dataset<Row> lists, int k) {
    Map<String, List<Row>> byCustomer =
        lists.collectAsList().stream()
            .collect(Collectors.groupingBy(row -> row.getAs("customer_id")));
    FactorRows products = model.productFactors();
    String[] productIds = model.productIds();
    List<Tuple2<Tuple2<Block, FactorRows>, String[]>> blocks =
        model.preferences().zip(model.customerFactors()).zip(model.customerIds()).collect();
    int step = Math.max(1, byCustomer.size() / COMPARED);
    int compared = 0;
    int different = 0;
    for (Tuple2<Tuple2<Block, FactorRows>, String[]> block : blocks) {
      for (int place = 0; place < block._2().length; place += step) {
        Set<Integer> bought = bought(block._1()._1(), place);
        float[] customer = block._1()._2().row(place);
        float[] scores = scores(customer, products);
        List<String> expected =
            IntStream.range(0, scores.length)
                .filter(item -> !bought.contains(item))
                .boxed()
                .sorted(Comparator.comparing((Integer item) -> -scores[item]))
                .limit(k)
                .map(item -> productIds[item] + " " + (double) scores[item])
                .toList();
        List<String> actual =
            byCustomer.get(block._2()[place]).stream()
                .sorted(Comparator.comparing(row -> row.<Integer>getAs("rank")))
                .map(row -> row.getAs("product_id") + " " + row.getAs("score"))
                .toList();
        compared++;
        different += expected.equals(actual) ? 0 : 1;
      }
    }
    System.out.printf(
        Locale.ROOT,
        different == 0
            ? "Identical to brute force for all %,d customers compared.%n"
            : "Of %,d customers compared, %,d have another list than by brute force.%n",
        compared,
        different);
    return different == 0;
  }

  private static Set<Integer> bought(Block block, int place) {
    int[] offsets = block.preferences().offsets();
    return Arrays.stream(
            Arrays.copyOfRange(block.preferences().columns(), offsets[place], offsets[place + 1]))
        .boxed()
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static float[] scores(float[] customer, FactorRows products) {
    float[] scores = new float[products.count()];
    for (int item = 0; item < scores.length; item++) {
      float[] product = products.row(item);
      for (int i = 0; i < product.length; i++) {
        scores[item] = Math.fma(customer[i], product[i], scores[item]);
      }
    }
    return scores;
  }

  private BruteForce() {}
}

package io.tandem.benchmark;

import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.PRODUCT_ID;
import static org.apache.spark.sql.functions.col;

import io.tandem.recommendation.Model;
import io.tandem.recommendation.PreferenceBlocks.Block;
import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.als.FactorRows;
import java.io.Serializable;
import java.util.ArrayList;
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

/** Lists made by scoring every product and sorting all of them, to hold the quick ones to. */
final class BruteForce {
  /** Customers compared: every so many-th, so that there are about as many. */
  private static final int COMPARED = 1_000;

  /**
   * A customer to be compared.
   *
   * @param bought items
   */
  private record Customer(String id, int[] bought, float[] factors) implements Serializable {}

  /** Are the lists of some customers the same? Says so. */
  static boolean compare(Model model, Dataset<Row> lists, int k) {
    List<Customer> customers = some(model);
    Map<String, List<Row>> byCustomer =
        lists
            .where(col(CUSTOMER_ID).isin(customers.stream().map(Customer::id).toArray()))
            .collectAsList()
            .stream()
            .collect(Collectors.groupingBy(row -> row.getAs(CUSTOMER_ID)));
    String[] productIds = model.productIds();
    FactorRows products = model.productFactors();
    long different =
        customers.parallelStream()
            .filter(
                customer ->
                    !best(customer, products, productIds, k)
                        .equals(inWords(byCustomer.getOrDefault(customer.id(), List.of()))))
            .count();
    System.out.printf(
        Locale.ROOT,
        different == 0
            ? "Identical to brute force for all %,d customers compared.%n"
            : "Of %,d customers compared, %,d have another list than by brute force.%n",
        customers.size(),
        different);
    return different == 0;
  }

  private static List<Customer> some(Model model) {
    long count = model.customerIds().map(ids -> (long) ids.length).reduce(Long::sum);
    int step = (int) Math.max(1, count / COMPARED);
    return model
        .preferences()
        .zip(model.customerFactors())
        .zip(model.customerIds())
        .flatMap(block -> some(block._1()._1(), block._1()._2(), block._2(), step).iterator())
        .collect();
  }

  private static List<Customer> some(Block block, FactorRows factors, String[] ids, int step) {
    CompressedRows preferences = block.preferences();
    List<Customer> customers = new ArrayList<>();
    for (int place = 0; place < ids.length; place += step) {
      int[] bought =
          Arrays.copyOfRange(
              preferences.columns(),
              preferences.offsets()[place],
              preferences.offsets()[place + 1]);
      customers.add(new Customer(ids[place], bought, factors.row(place)));
    }
    return customers;
  }

  private static List<String> best(
      Customer customer, FactorRows products, String[] productIds, int k) {
    Set<Integer> bought =
        Arrays.stream(customer.bought()).boxed().collect(Collectors.toCollection(HashSet::new));
    float[] scores = scores(customer.factors(), products);
    return IntStream.range(0, scores.length)
        .filter(item -> !bought.contains(item))
        .boxed()
        .sorted(Comparator.comparing((Integer item) -> -scores[item]))
        .limit(k)
        .map(item -> productIds[item] + " " + (double) scores[item])
        .toList();
  }

  private static List<String> inWords(List<Row> list) {
    return list.stream()
        .sorted(Comparator.comparing(row -> row.<Integer>getAs("rank")))
        .map(row -> row.getAs(PRODUCT_ID) + " " + row.getAs("score"))
        .toList();
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

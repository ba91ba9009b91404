package io.tandem.coverage;

import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.FISHER_P;
import static io.tandem.table.Columns.IS_SIGNIFICANT;
import static io.tandem.table.Columns.PRODUCT_COUNT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import io.tandem.basket.Associations;
import io.tandem.basket.FrequentlyBoughtTogetherSettings;
import io.tandem.basket.MinedBaskets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a night finds in a shop, by the code of a night.
 *
 * @param candidatePairs pairs that are frequent
 * @param pairs of those, the significant ones, each once: its products in order
 * @param longer significant rules of three products and more: the antecedent's, then the consequent
 * @param fisherPairs of the frequent pairs, how many Fisher's test with the procedure of Benjamini
 *     &amp; Hochberg would call significant
 */
record Findings(
    int candidatePairs, Set<List<String>> pairs, Set<List<String>> longer, int fisherPairs) {

  /**
   * @param settings a min-confidence that lets every rule pass makes the hardest test
   */
  static Findings in(Shop shop, SparkSession spark, FrequentlyBoughtTogetherSettings settings) {
    try (MinedBaskets baskets = MinedBaskets.of(shop.rows(spark), settings);
        Associations found = Associations.of(baskets, settings)) {
      Map<List<String>, Double> fisher = new HashMap<>();
      Set<List<String>> pairs = new HashSet<>();
      Set<List<String>> longer = new HashSet<>();
      for (Row rule : pairsAndSignificant(found.rules())) {
        List<String> products =
            Stream.concat(rule.<String>getList(0).stream(), Stream.of(rule.getString(1))).toList();
        if (products.size() > 2) {
          longer.add(products);
          continue;
        }
        // A pair has one p-value, whatever its direction.
        List<String> pair = products.stream().sorted().toList();
        fisher.put(pair, rule.getDouble(3));
        if (rule.getBoolean(2)) {
          pairs.add(pair);
        }
      }
      double products = found.itemsets().where(col(PRODUCT_COUNT).equalTo(1)).count();
      int fisherPairs =
          discoveries(
              fisher.values(),
              products * (products - 1) / 2,
              settings.significance().falseDiscoveryRate());
      return new Findings(fisher.size(), pairs, longer, fisherPairs);
    }
  }

  private static List<Row> pairsAndSignificant(Dataset<Row> rules) {
    return rules
        .where(col(IS_SIGNIFICANT).or(size(col(ANTECEDENT)).equalTo(1)))
        .select(ANTECEDENT, CONSEQUENT, IS_SIGNIFICANT, FISHER_P)
        .collectAsList();
  }

  /** Whether the night calls anything significant. */
  boolean any() {
    return !pairs.isEmpty() || !longer.isEmpty();
  }

  /** Benjamini &amp; Hochberg 1995: the most p-values that lie below the line to the level. */
  private static int discoveries(Collection<Double> pValues, double family, double level) {
    double[] sorted = pValues.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int discoveries = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i] <= level * (i + 1) / family) {
        discoveries = i + 1;
      }
    }
    return discoveries;
  }
}

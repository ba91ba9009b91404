package io.tandem.benchmark;

import io.tandem.evaluation.ranking.Hits;
import io.tandem.evaluation.ranking.NormalizedDiscountedCumulativeGain;
import io.tandem.evaluation.ranking.RankingMetric;
import io.tandem.recommendation.Factorization.Factors;
import io.tandem.recommendation.PreferenceBlocks;
import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.Groups;
import io.tandem.recommendation.als.ItemPanels;
import io.tandem.recommendation.als.RowBlocks;
import io.tandem.recommendation.als.ScoredItems;
import io.tandem.recommendation.als.TopN;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * How well factors rank what users took later: over all items but those that the user had before,
 * mean over the users who took any.
 */
final class Judge {
  private static final String NDCG = new NormalizedDiscountedCumulativeGain().named();

  private final Map<Integer, List<Integer>> taken;
  private final int k;

  /**
   * @param taken items by user; -1 for an item that nobody had before
   * @param k places of a list that count
   */
  Judge(Map<Integer, List<Integer>> taken, int k) {
    this.taken = taken;
    this.k = k;
  }

  /**
   * What came out.
   *
   * @param means by metric
   * @param users over whom
   */
  record Verdict(Map<String, Double> means, int users) {
    /**
     * The mean of several by the same users; {@code ndcg_deviation} says how far they lie apart.
     */
    static Verdict mean(List<Verdict> verdicts) {
      Map<String, Double> means = new LinkedHashMap<>();
      for (String metric : verdicts.get(0).means().keySet()) {
        means.put(metric, mean(verdicts, verdict -> verdict.means().get(metric)));
      }
      if (verdicts.size() > 1) {
        double squares =
            mean(verdicts, verdict -> Math.pow(verdict.means().get(NDCG) - means.get(NDCG), 2));
        means.put(
            NDCG + "_deviation", Math.sqrt(squares * verdicts.size() / (verdicts.size() - 1)));
      }
      return new Verdict(means, verdicts.get(0).users());
    }

    private static double mean(List<Verdict> verdicts, ToDoubleFunction<Verdict> value) {
      return verdicts.stream().mapToDouble(value).average().orElseThrow();
    }
  }

  Verdict of(PreferenceBlocks preferences, Factors factors) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(preferences.rows().context());
    Broadcast<ItemPanels> items = context.broadcast(ItemPanels.of(factors.items()));
    Broadcast<Map<Integer, List<Integer>>> later = context.broadcast(taken);
    RowBlocks users = preferences.users();
    int places = k;
    JavaRDD<Map<String, Double>> judged =
        preferences
            .rows()
            .zip(factors.users())
            .flatMap(
                block ->
                    judged(block._1(), block._2(), users, items.value(), later.value(), places));
    Map<String, Double> sums = new LinkedHashMap<>();
    int count = 0;
    for (Map<String, Double> user : judged.collect()) {
      count++;
      user.forEach((metric, value) -> sums.merge(metric, value, Double::sum));
    }
    int all = count;
    sums.replaceAll((metric, sum) -> sum / all);
    return new Verdict(sums, all);
  }

  private static Iterator<Map<String, Double>> judged(
      PreferenceBlocks.Block block,
      FactorRows factors,
      RowBlocks users,
      ItemPanels items,
      Map<Integer, List<Integer>> later,
      int k) {
    CompressedRows before = block.preferences();
    TopN topN = new TopN(items, k, Float.NEGATIVE_INFINITY, Groups.NONE);
    Iterator<ScoredItems> lists =
        topN.lists(
            factors,
            row ->
                Arrays.copyOfRange(
                    before.columns(), before.offsets()[row], before.offsets()[row + 1]));
    List<Map<String, Double>> judged = new ArrayList<>();
    for (int row = 0; lists.hasNext(); row++) {
      int[] list = lists.next().items();
      List<Integer> relevant = later.get(users.row(block.number(), row));
      if (relevant != null) {
        Hits hits = Hits.of(list, relevant::contains, relevant.size());
        Map<String, Double> values = new LinkedHashMap<>();
        RankingMetric.ALL.forEach(metric -> values.put(metric.named(), metric.of(hits, k)));
        judged.add(values);
      }
    }
    return judged.iterator();
  }
}

package io.tandem.job;

import io.tandem.evaluation.ranking.Hits;
import io.tandem.evaluation.ranking.ListedItems;
import io.tandem.evaluation.ranking.NormalizedDiscountedCumulativeGain;
import io.tandem.evaluation.ranking.PairedBootstrap;
import io.tandem.evaluation.ranking.RankingMetric;
import io.tandem.evaluation.ranking.Scoreboard;
import io.tandem.recommendation.lister.Lister;
import io.tandem.recommendation.lister.Seen;
import io.tandem.recommendation.lister.TestedCustomers;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntPredicate;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Lists of several models, held against what customers took afterwards: in slices of what counts as
 * a hit, and of customers by their history.
 *
 * @param board each metric of each model in each slice
 * @param listed what stands in the lists of each model, by kind of list and cutoff
 * @param lead NDCG@10 in what is new, of the challenger less the baseline
 */
record Judgement(Scoreboard board, Map<Seen, ListedItems[][]> listed, PairedBootstrap lead)
    implements Serializable {
  static final String ALL = "all";
  static final String REPEAT = "repeat";
  static final String NEW = "new";

  /** By the orders before: 1, 2, 3 to 5, 6 and more. */
  private static final List<String> NEW_BY_DEPTH =
      List.of("new_1_order", "new_2_orders", "new_3_to_5_orders", "new_6_or_more_orders");

  private static final List<String> SLICES =
      List.of(
          ALL,
          REPEAT,
          NEW,
          NEW_BY_DEPTH.get(0),
          NEW_BY_DEPTH.get(1),
          NEW_BY_DEPTH.get(2),
          NEW_BY_DEPTH.get(3));

  /** What the gate and the choices on validation go by. */
  static final RankingMetric DECIDING_METRIC = new NormalizedDiscountedCumulativeGain();

  static final int DECIDING_K = 10;

  private static final List<Integer> CUTOFFS = Scoreboard.CUTOFFS;
  private static final int LONGEST = CUTOFFS.get(CUTOFFS.size() - 1);

  /**
   * The models, side by side.
   *
   * @param listers by name
   * @param challenger whose lead is bootstrapped
   * @param baseline over whom
   * @param items of the models
   */
  record Contest(SortedMap<String, Lister> listers, String challenger, String baseline, int items)
      implements Serializable {
    private Judgement nothing() {
      Map<Seen, ListedItems[][]> listed = new EnumMap<>(Seen.class);
      for (Seen seen : Seen.values()) {
        ListedItems[][] counts = new ListedItems[listers.size()][CUTOFFS.size()];
        for (ListedItems[] ofModel : counts) {
          Arrays.setAll(ofModel, cutoff -> new ListedItems(items));
        }
        listed.put(seen, counts);
      }
      return new Judgement(
          new Scoreboard(List.copyOf(listers.keySet()), baseline, SLICES),
          listed,
          new PairedBootstrap());
    }
  }

  /** Judges all models by all customers. */
  static Judgement of(JavaRDD<TestedCustomers> customers, Contest contest) {
    Broadcast<Contest> shared =
        JavaSparkContext.fromSparkContext(customers.context()).broadcast(contest);
    Judgement judgement = customers.map(block -> of(block, shared.value())).reduce(Judgement::plus);
    shared.unpersist();
    return judgement;
  }

  private static Judgement of(TestedCustomers customers, Contest contest) {
    Judgement judgement = contest.nothing();
    for (Seen seen : Seen.values()) {
      List<Iterator<int[]>> lists = new ArrayList<>();
      contest.listers().values().forEach(model -> lists.add(model.lists(customers, seen, LONGEST)));
      for (int customer = 0; customer < customers.count(); customer++) {
        int[][] ofModels = lists.stream().map(Iterator::next).toArray(int[][]::new);
        judgement.add(customers, customer, seen, ofModels, contest);
      }
    }
    return judgement;
  }

  private void add(
      TestedCustomers customers, int customer, Seen seen, int[][] lists, Contest contest) {
    for (int model = 0; model < lists.length; model++) {
      for (int cutoff = 0; cutoff < CUTOFFS.size(); cutoff++) {
        listed.get(seen)[model][cutoff].add(lists[model], CUTOFFS.get(cutoff));
      }
    }
    int[] taken = customers.taken()[customer];
    int[] again = Arrays.stream(taken).filter(item -> customers.hasHad(customer, item)).toArray();
    if (seen == Seen.ALLOWED) {
      add(ALL, hits(lists, item -> contains(taken, item), taken.length));
      add(REPEAT, hits(lists, item -> contains(again, item), again.length));
      return;
    }
    Hits[] hits = hits(lists, item -> contains(taken, item), taken.length - again.length);
    add(NEW, hits);
    add(depth(customers.orderCounts()[customer]), hits);
    if (hits.length > 0) {
      lead.add(
          customers.ids()[customer],
          deciding(hits[board.models().indexOf(contest.challenger())])
              - deciding(hits[board.models().indexOf(contest.baseline())]));
    }
  }

  private void add(String slice, Hits[] hits) {
    if (hits.length > 0) {
      board.add(slice, hits);
    }
  }

  /** By model; none where nothing could be a hit. */
  private static Hits[] hits(int[][] lists, IntPredicate isHit, int relevant) {
    return relevant == 0
        ? new Hits[0]
        : Arrays.stream(lists).map(list -> Hits.of(list, isHit, relevant)).toArray(Hits[]::new);
  }

  private static boolean contains(int[] ascending, int item) {
    return Arrays.binarySearch(ascending, item) >= 0;
  }

  private static double deciding(Hits hits) {
    return DECIDING_METRIC.of(hits, DECIDING_K);
  }

  private static String depth(int orders) {
    return NEW_BY_DEPTH.get(orders <= 2 ? orders - 1 : orders <= 5 ? 2 : 3);
  }

  private Judgement plus(Judgement other) {
    Map<Seen, ListedItems[][]> both = new EnumMap<>(Seen.class);
    listed.forEach(
        (seen, counts) -> {
          ListedItems[][] sums = new ListedItems[counts.length][CUTOFFS.size()];
          for (int model = 0; model < counts.length; model++) {
            for (int cutoff = 0; cutoff < CUTOFFS.size(); cutoff++) {
              sums[model][cutoff] =
                  counts[model][cutoff].plus(other.listed.get(seen)[model][cutoff]);
            }
          }
          both.put(seen, sums);
        });
    return new Judgement(board.plus(other.board), both, lead.plus(other.lead));
  }

  /** The mean that decides, of a model in a slice. */
  double deciding(String model, String slice) {
    return board.value(model, slice, DECIDING_METRIC, DECIDING_K).value();
  }
}

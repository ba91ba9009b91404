package io.tandem.basket;

import static io.tandem.table.Columns.ORDER_COUNT;
import static io.tandem.table.Columns.PRODUCTS;
import static io.tandem.table.Columns.PRODUCT_COUNT;
import static io.tandem.table.Columns.UNPROMPTED_ORDER_COUNT;
import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is known of each frequent product by itself, and from it how many baskets would hold it and
 * an antecedent by chance. Grows with the catalogue, not with the rules.
 */
final class Consequents implements Serializable {
  private static final long serialVersionUID = 1L;

  private final EvidenceStrata strata;
  private final HashMap<String, Counts> counts = new HashMap<>();

  private static final class Counts implements Serializable {
    private static final long serialVersionUID = 1L;

    private long orders;
    private long unprompted;
    private long[] bySize;
    private long[] byMonth;
  }

  private Consequents(EvidenceStrata strata) {
    this.strata = strata;
  }

  /** Of the itemsets of one product, with their evidence. */
  static Consequents of(Dataset<Row> itemsets, EvidenceStrata strata) {
    Consequents consequents = new Consequents(strata);
    itemsets
        .where(col(PRODUCT_COUNT).equalTo(1))
        .select(
            PRODUCTS,
            ORDER_COUNT,
            UNPROMPTED_ORDER_COUNT,
            Evidence.COUNTS_BY_SIZE,
            Evidence.COUNTS_BY_MONTH)
        .collectAsList()
        .forEach(consequents::add);
    return consequents;
  }

  private void add(Row product) {
    Counts known = new Counts();
    known.orders = product.getLong(1);
    known.unprompted = product.getLong(2);
    known.bySize = dense(product.getList(3), strata.sizes());
    known.byMonth = dense(product.getList(4), strata.months());
    counts.put(product.<String>getList(0).get(0), known);
  }

  /** Baskets with the product. */
  long orders(String product) {
    return counts.get(product).orders;
  }

  /** Baskets with the product, unprompted. */
  long unprompted(String product) {
    return counts.get(product).unprompted;
  }

  /** Baskets with anything unprompted. */
  long unpromptedTotal() {
    return strata.baskets();
  }

  /**
   * Baskets that would hold product and antecedent if, among baskets of the same size, the two were
   * independent: Σ n_A,s · n_c,s / n_s over sizes s.
   *
   * @param antecedentBySize size, count, size, count, and so on
   */
  double expectedBySize(String product, List<Integer> antecedentBySize) {
    return expected(counts.get(product).bySize, antecedentBySize, strata::basketsOfSize);
  }

  /** The same among baskets of the same month. */
  double expectedByMonth(String product, List<Integer> antecedentByMonth) {
    return expected(counts.get(product).byMonth, antecedentByMonth, strata::basketsOfMonth);
  }

  private static double expected(
      long[] own, List<Integer> antecedent, IntToLongFunction basketsOfStratum) {
    double expected = 0;
    for (int i = 0; i < antecedent.size(); i += 2) {
      int stratum = antecedent.get(i);
      // One product of whole numbers: the same in both directions.
      expected +=
          (double) (antecedent.get(i + 1) * own[stratum]) / basketsOfStratum.applyAsLong(stratum);
    }
    return expected;
  }

  /** The same among all baskets, whatever their size and month. */
  double expected(String product, long unpromptedAntecedent) {
    return (double) (unpromptedAntecedent * counts.get(product).unprompted) / strata.baskets();
  }

  private static long[] dense(List<Integer> pairs, int length) {
    long[] counts = new long[length];
    for (int i = 0; i < pairs.size(); i += 2) {
      counts[pairs.get(i)] = pairs.get(i + 1);
    }
    return counts;
  }
}

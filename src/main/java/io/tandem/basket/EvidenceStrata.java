package io.tandem.basket;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many baskets there are of each size and in each month, of what customers put together by
 * themselves: the strata within which two products are expected to meet by chance.
 */
final class EvidenceStrata implements Serializable {
  private static final long serialVersionUID = 1L;

  /** By number of unprompted products, from 0: baskets. */
  private final long[] bySize;

  private final int firstMonth;

  /** By month from the first: baskets with an unprompted product. */
  private final long[] byMonth;

  private EvidenceStrata(long[] bySize, int firstMonth, long[] byMonth) {
    this.bySize = bySize;
    this.firstMonth = firstMonth;
    this.byMonth = byMonth;
  }

  /** Counts the strata of baskets: unprompted, month. */
  static EvidenceStrata of(Dataset<Row> baskets) {
    List<Row> rows =
        baskets
            .groupBy(size(col(Baskets.UNPROMPTED)), col(Baskets.MONTH))
            .agg(count(lit(1)))
            .collectAsList();
    int maxSize = rows.stream().mapToInt(row -> row.getInt(0)).max().orElse(0);
    int first = rows.stream().mapToInt(row -> row.getInt(1)).min().orElse(0);
    int last = rows.stream().mapToInt(row -> row.getInt(1)).max().orElse(0);
    long[] bySize = new long[maxSize + 1];
    long[] byMonth = new long[last - first + 1];
    for (Row row : rows) {
      bySize[row.getInt(0)] += row.getLong(2);
      if (row.getInt(0) > 0) {
        byMonth[row.getInt(1) - first] += row.getLong(2);
      }
    }
    return new EvidenceStrata(bySize, first, byMonth);
  }

  int firstMonth() {
    return firstMonth;
  }

  /** Sizes are 0 ≤ size &lt; sizes. */
  int sizes() {
    return bySize.length;
  }

  int months() {
    return byMonth.length;
  }

  /** Baskets with this many unprompted products. */
  long basketsOfSize(int size) {
    return bySize[size];
  }

  /** Baskets of a month, from the first, with an unprompted product. */
  long basketsOfMonth(int month) {
    return byMonth[month];
  }

  /** Baskets with an unprompted product: all that is evidence. */
  long baskets() {
    long sum = 0;
    for (long baskets : byMonth) {
      sum += baskets;
    }
    return sum;
  }
}

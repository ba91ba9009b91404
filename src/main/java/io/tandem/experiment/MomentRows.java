package io.tandem.experiment;

import static io.tandem.table.ExperimentMoments.VARIABLES;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.tandem.experiment.analysis.Moments;
import io.tandem.table.Columns;
import io.tandem.table.ExperimentMoments;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Outcomes of customers → the rows of {@code experiment_moments}, and these → moments. Money counts
 * to the cent, so that sums are exact in whatever order they are added up.
 */
final class MomentRows {
  private static final Column[] KEY = ExperimentMoments.EXPERIMENT_MOMENTS.keyColumns();

  private static final double CENTS = 100;

  /** An amount in cents, as a whole number: quick to add up, and exact. */
  static Column cents(Column amount) {
    return amount.cast("decimal(18,2)").multiply(100).cast("bigint");
  }

  /** The rows of these outcomes, as {@link Outcomes} gives them. */
  static Dataset<Row> of(Dataset<Row> outcomes) {
    List<Column> sums = new ArrayList<>();
    sums.add(max(col(Columns.REVENUE)).divide(CENTS).as("revenue_max"));
    for (int one = 0; one < VARIABLES.size(); one++) {
      sums.add(sum(col(name(one))).divide(unit(one)).as(ExperimentMoments.sum(one)));
      for (int other = one; other < VARIABLES.size(); other++) {
        sums.add(
            sum(product(one, other))
                .cast("double")
                .divide(unit(one) * unit(other))
                .as(ExperimentMoments.sum(one, other)));
      }
    }
    return outcomes
        .groupBy(KEY)
        .agg(count(lit(1)).as(Columns.CUSTOMER_COUNT), sums.toArray(Column[]::new))
        .transform(ExperimentMoments.EXPERIMENT_MOMENTS::shape);
  }

  /** Whole numbers; where money meets money they may be longer than a long. */
  private static Column product(int one, int other) {
    return isMoney(one) && isMoney(other)
        ? col(name(one)).cast("decimal(16,0)").multiply(col(name(other)).cast("decimal(16,0)"))
        : col(name(one)).multiply(col(name(other)));
  }

  private static String name(int variable) {
    return VARIABLES.get(variable);
  }

  private static boolean isMoney(int variable) {
    return name(variable).endsWith("revenue") || name(variable).equals("refunds");
  }

  private static double unit(int variable) {
    return isMoney(variable) ? CENTS : 1;
  }

  /**
   * All rows, in the order of their key: what is added up in one order comes out the same. What is
   * collected grows with the days, not with the customers.
   *
   * @param moments rows of {@code experiment_moments}
   */
  static List<Row> collect(Dataset<Row> moments) {
    Comparator<Row> byKey = Comparator.comparing(row -> row.getAs(Columns.EXPERIMENT));
    return moments.collectAsList().stream()
        .sorted(
            byKey
                .thenComparing(row -> row.<String>getAs("cell"))
                .thenComparing(row -> row.<String>getAs(Columns.METRIC_SET))
                .thenComparing(row -> row.<Integer>getAs(Columns.HORIZON_DAYS))
                .thenComparing(row -> row.<Date>getAs(Columns.ENTRY_DATE)))
        .toList();
  }

  /** The moments of each experiment, horizon and cell: rows as {@link #collect} gives them. */
  static Map<String, NavigableMap<Integer, Map<String, Moments>>> byHorizon(List<Row> rows) {
    Map<String, NavigableMap<Integer, Map<String, Moments>>> experiments = new TreeMap<>();
    for (Row row : rows) {
      experiments
          .computeIfAbsent(row.getAs(Columns.EXPERIMENT), none -> new TreeMap<>())
          .computeIfAbsent(row.<Integer>getAs(Columns.HORIZON_DAYS), none -> new TreeMap<>())
          .merge(row.getAs("cell"), moments(row), Moments::plus);
    }
    return experiments;
  }

  private static Moments moments(Row row) {
    int size = VARIABLES.size();
    double[] sums = new double[size];
    double[][] products = new double[size][size];
    for (int one = 0; one < size; one++) {
      sums[one] = number(row, ExperimentMoments.sum(one));
      for (int other = 0; other < size; other++) {
        products[one][other] = number(row, ExperimentMoments.sum(one, other));
      }
    }
    return new Moments(
        row.<Long>getAs(Columns.CUSTOMER_COUNT), sums, products, number(row, "revenue_max"));
  }

  private static double number(Row row, String column) {
    Double number = row.getAs(column);
    return number == null ? Double.NaN : number;
  }

  private MomentRows() {}
}

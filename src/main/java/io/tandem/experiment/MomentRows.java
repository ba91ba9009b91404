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
import java.util.ArrayList;
import java.util.List;
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

  /** The rows of these outcomes, as {@link Outcomes} gives them. */
  static Dataset<Row> of(Dataset<Row> outcomes) {
    List<Column> sums = new ArrayList<>();
    sums.add(max(col(Columns.REVENUE)).as("revenue_max"));
    for (int one = 0; one < VARIABLES.size(); one++) {
      sums.add(sum(exact(one)).as(ExperimentMoments.sum(one)));
      for (int other = one; other < VARIABLES.size(); other++) {
        sums.add(sum(exact(one).multiply(exact(other))).as(ExperimentMoments.sum(one, other)));
      }
    }
    return outcomes
        .groupBy(KEY)
        .agg(count(lit(1)).as(Columns.CUSTOMER_COUNT), sums.toArray(Column[]::new))
        .transform(ExperimentMoments.EXPERIMENT_MOMENTS::shape);
  }

  private static Column exact(int variable) {
    String name = VARIABLES.get(variable);
    boolean isMoney = name.endsWith("revenue") || name.equals("refunds");
    return col(name).cast(isMoney ? "decimal(16,2)" : "decimal(10,0)");
  }

  /**
   * The moments of each experiment, horizon and cell. What is collected grows with the days, not
   * with the customers.
   *
   * @param rows of {@code experiment_moments}
   */
  static TreeMap<String, TreeMap<Integer, TreeMap<String, Moments>>> collect(Dataset<Row> rows) {
    TreeMap<String, TreeMap<Integer, TreeMap<String, Moments>>> experiments = new TreeMap<>();
    for (Row row : rows.sort(KEY).collectAsList()) {
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

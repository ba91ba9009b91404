package io.tandem.basket;

import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Rules as lists read them: by default trusted, each made worse by what the test names. */
final class RuleRows {
  private static final String SCHEMA =
      "antecedent array<string>, antecedent_key string, consequent string, order_count_both bigint,"
          + " customer_count bigint, top_customer_share double, unprompted_customer_count bigint,"
          + " confidence double, confidence_lower double, lift double, size_adjusted_lift double,"
          + " size_adjusted_lift_lower double, season_adjusted_lift_lower double,"
          + " is_significant boolean, is_productive boolean, association_value double";

  private final Object[] values;

  private RuleRows(Object... values) {
    this.values = values;
  }

  /**
   * The rule {@code antecedent → consequent} with 100·confidence orders by as many customers; its
   * lower bound is 0.1 less, its lift 4, as far as baskets' sizes go 3, at least 2.
   */
  static RuleRows rule(List<String> antecedent, String consequent, double confidence) {
    long orders = Math.round(100 * confidence);
    return new RuleRows(
        antecedent,
        antecedent.toString(),
        consequent,
        orders,
        orders,
        0.1,
        orders,
        confidence,
        confidence - 0.1,
        4.0,
        3.0,
        2.0,
        2.0,
        true,
        true,
        null);
  }

  static RuleRows rule(String antecedent, String consequent, double confidence) {
    return rule(List.of(antecedent), consequent, confidence);
  }

  /** The same rule with another value in this column. */
  RuleRows with(String column, Object value) {
    List<String> columns =
        Arrays.stream(SCHEMA.split(", *")).map(field -> field.split(" ")[0]).toList();
    Object[] changed = values.clone();
    changed[columns.indexOf(column)] = value;
    return new RuleRows(changed);
  }

  static Dataset<Row> of(SparkSession spark, RuleRows... rules) {
    return rows(
        spark, SCHEMA, Arrays.stream(rules).map(rule -> row(rule.values)).toArray(Row[]::new));
  }
}

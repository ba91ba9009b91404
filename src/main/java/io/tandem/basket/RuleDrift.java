package io.tandem.basket;

import static io.tandem.table.AssociationRuleChanges.LIFT_AFTER;
import static io.tandem.table.AssociationRuleChanges.LIFT_BEFORE;
import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.CHANGE;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.DRIFT;
import static io.tandem.table.Columns.LIFT;
import static io.tandem.table.Columns.LIFT_LOWER;
import static io.tandem.table.Columns.LIFT_UPPER;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How rules differ from those of the last published run of an earlier date. */
public final class RuleDrift {
  static final String NEW = "new";
  static final String STRONGER = "stronger";
  static final String SAME = "same";
  static final String WEAKER = "weaker";
  static final String GONE = "gone";

  private static final String[] RULE = {ANTECEDENT, CONSEQUENT};
  private static final String LOWER_BEFORE = "lower_before";
  private static final String UPPER_BEFORE = "upper_before";

  /**
   * Adds drift.
   *
   * @param earlier rows of {@code association_rules} of that run; empty where there is none, and
   *     then all rules are new
   */
  static Dataset<Row> add(Dataset<Row> rules, Dataset<Row> earlier) {
    Column drift =
        when(col(LIFT_BEFORE).isNull(), NEW)
            .when(col(LIFT).gt(col(UPPER_BEFORE)), STRONGER)
            .when(col(LIFT).lt(col(LOWER_BEFORE)), WEAKER)
            .otherwise(SAME);
    return rules
        .join(
            earlier.select(
                col(ANTECEDENT),
                col(CONSEQUENT),
                col(LIFT).as(LIFT_BEFORE),
                col(LIFT_LOWER).as(LOWER_BEFORE),
                col(LIFT_UPPER).as(UPPER_BEFORE)),
            RULE,
            "left_outer")
        .withColumn(DRIFT, drift)
        .drop(LIFT_BEFORE, LOWER_BEFORE, UPPER_BEFORE);
  }

  /**
   * The rows of {@code association_rule_changes}: rules that came, went or moved.
   *
   * @param rules of this run, with their drift
   */
  public static Dataset<Row> changes(Dataset<Row> rules, Dataset<Row> earlier) {
    Dataset<Row> now =
        rules.select(col(ANTECEDENT), col(CONSEQUENT), col(DRIFT), col(LIFT).as(LIFT_AFTER));
    Dataset<Row> before =
        earlier.select(col(ANTECEDENT), col(CONSEQUENT), col(LIFT).as(LIFT_BEFORE));
    return now.join(before, RULE, "full_outer")
        .withColumn(CHANGE, coalesce(col(DRIFT), lit(GONE)))
        .where(col(CHANGE).notEqual(SAME))
        .select(ANTECEDENT, CONSEQUENT, CHANGE, LIFT_BEFORE, LIFT_AFTER);
  }

  private RuleDrift() {}
}

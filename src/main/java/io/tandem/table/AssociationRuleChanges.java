package io.tandem.table;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

/** What is different from the last night. */
public final class AssociationRuleChanges {
  public static final String LIFT_BEFORE = "lift_before";
  public static final String LIFT_AFTER = "lift_after";

  public static final Table ASSOCIATION_RULE_CHANGES =
      Table.named(
              "association_rule_changes",
              "One rule that came, went, or moved out of its former interval since the last published run of an earlier date.")
          .column(Columns.ANTECEDENT, Types.STRINGS, "The products in the basket, sorted.")
          .column(Columns.CONSEQUENT, StringType, "The product that comes with them.")
          .column(
              Columns.CHANGE,
              StringType,
              "new, stronger or weaker (lift above or below its former 95 % interval), gone.")
          .oneOf("new", "stronger", "weaker", "gone")
          .nullable(LIFT_BEFORE, DoubleType, "Lift in the earlier run; null for a new rule.")
          .above(0)
          .nullable(LIFT_AFTER, DoubleType, "Lift in this run; null for a rule that is gone.")
          .above(0)
          .key(Columns.ANTECEDENT, Columns.CONSEQUENT)
          .mayBeEmpty();

  private AssociationRuleChanges() {}
}

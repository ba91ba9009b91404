package io.tandem.experiment.matching;

import static io.tandem.experiment.matching.ShoppingHistories.IS_EXPOSED;
import static io.tandem.experiment.matching.ShoppingHistories.LEVER;
import static io.tandem.experiment.matching.ShoppingHistories.SPAN;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Coarsened exact matching (Iacus, King and Porro 2012, Causal inference without balance checking:
 * coarsened exact matching, Political Analysis 20): customers are alike who are in the same bin of
 * every {@link Covariate}. A stratum with exposed and unexposed customers is matched; the others
 * are left out. Exposed customers count 1, the unexposed of a stratum exposed / unexposed each, so
 * that both sides have the same strata in the same proportions.
 */
final class Strata {
  /** Sums over all customers, matched or not. */
  static final String ALL_EXPOSED = "all_exposed_";

  static final String ALL_UNEXPOSED = "all_unexposed_";

  /** Sums over the matched ones. */
  static final String EXPOSED = "exposed_";

  static final String UNEXPOSED = "unexposed_";

  /** Σ weight × value over the matched unexposed. */
  static final String WEIGHTED = "weighted_";

  /** Σ weight² × product over the same. */
  static final String TWICE_WEIGHTED = "twice_weighted_";

  private static final String CUSTOMERS = Variable.CUSTOMERS.named();

  private static final String SQUARED_MONEY =
      product(Variable.REVENUE.named(), Variable.REVENUE.named());

  /** Weighted sums are rounded in each stratum, so that their sum has no order. */
  private static final DataType ROUNDED = DataTypes.createDecimalType(38, 12);

  /** Squares of money are larger and need fewer decimals. */
  private static final DataType ROUNDED_SQUARE = DataTypes.createDecimalType(38, 8);

  /** The sums over all strata of these histories: one row per lever and span. */
  static Dataset<Row> sums(Dataset<Row> histories) {
    List<Column> strata = new ArrayList<>(List.of(col(LEVER), col(SPAN)));
    List<Column> inStratum = new ArrayList<>();
    List<Column> overall = new ArrayList<>();
    for (Covariate covariate : Covariate.values()) {
      String name = covariate.named();
      String square = product(name, name);
      strata.add(covariate.bin().as(name + "_bin"));
      inStratum.addAll(bySide(name, covariate.value()));
      inStratum.addAll(bySide(square, covariate.value().multiply(covariate.value())));
      overall.addAll(ofAll(name));
      overall.addAll(ofMatched(name));
      overall.add(total(col(ALL_EXPOSED + square)).as(ALL_EXPOSED + square));
    }
    for (Variable variable : Variable.values()) {
      inStratum.addAll(bySide(variable.named(), variable.value()));
      overall.addAll(ofMatched(variable.named()));
    }
    products()
        .forEach(
            (name, product) -> {
              inStratum.addAll(bySide(name, product));
              overall.addAll(ofMatchedSquares(name));
            });
    overall.addAll(ofAll(CUSTOMERS));
    overall.add(total(when(isMatched(), col(ALL_UNEXPOSED + CUSTOMERS))).as(UNEXPOSED + CUSTOMERS));
    return histories
        .groupBy(strata.toArray(Column[]::new))
        .agg(inStratum.get(0), rest(inStratum))
        .groupBy(LEVER, SPAN)
        .agg(overall.get(0), rest(overall));
  }

  /** The name of the product of two columns, and of the sum of it. */
  static String product(String one, String other) {
    return one + "_by_" + other;
  }

  /** What the variance of outcomes is made of, by name. */
  private static Map<String, Column> products() {
    Map<String, Column> products = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      Variable numerator = outcome.numerator();
      Variable denominator = outcome.denominator();
      for (List<Variable> pair :
          List.of(
              List.of(numerator, numerator),
              List.of(numerator, denominator),
              List.of(denominator, denominator))) {
        products.put(
            product(pair.get(0).named(), pair.get(1).named()),
            pair.get(0).value().multiply(pair.get(1).value()));
      }
    }
    return products;
  }

  /** In a stratum, the sum over its exposed and that over its unexposed customers. */
  private static List<Column> bySide(String name, Column value) {
    return List.of(
        total(when(col(IS_EXPOSED), value)).as(ALL_EXPOSED + name),
        total(when(col(IS_EXPOSED).equalTo(false), value)).as(ALL_UNEXPOSED + name));
  }

  private static List<Column> ofAll(String name) {
    return List.of(
        total(col(ALL_EXPOSED + name)).as(ALL_EXPOSED + name),
        total(col(ALL_UNEXPOSED + name)).as(ALL_UNEXPOSED + name));
  }

  private static List<Column> ofMatched(String name) {
    Column weighted = col(ALL_UNEXPOSED + name).cast("double").multiply(weight());
    return List.of(
        total(when(isMatched(), col(ALL_EXPOSED + name))).as(EXPOSED + name),
        total(when(isMatched(), weighted.cast(ROUNDED))).as(WEIGHTED + name));
  }

  private static List<Column> ofMatchedSquares(String name) {
    Column weighted =
        col(ALL_UNEXPOSED + name).cast("double").multiply(weight()).multiply(weight());
    DataType rounded = name.equals(SQUARED_MONEY) ? ROUNDED_SQUARE : ROUNDED;
    return List.of(
        total(when(isMatched(), col(ALL_EXPOSED + name))).as(EXPOSED + name),
        total(when(isMatched(), weighted.cast(rounded))).as(TWICE_WEIGHTED + name));
  }

  /** Whether a stratum has customers of both sides. */
  private static Column isMatched() {
    return col(ALL_EXPOSED + CUSTOMERS).gt(0).and(col(ALL_UNEXPOSED + CUSTOMERS).gt(0));
  }

  /** Of each unexposed customer of a stratum. */
  private static Column weight() {
    return try_divide(col(ALL_EXPOSED + CUSTOMERS), col(ALL_UNEXPOSED + CUSTOMERS));
  }

  /** The sum of what is there, 0 of nothing. */
  private static Column total(Column value) {
    return coalesce(sum(value), lit(0));
  }

  private static Column[] rest(List<Column> columns) {
    return columns.subList(1, columns.size()).toArray(Column[]::new);
  }

  private Strata() {}
}

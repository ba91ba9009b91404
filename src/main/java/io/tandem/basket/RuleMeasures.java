package io.tandem.basket;

import static io.tandem.statistics.Normal.Z;
import static io.tandem.table.Columns.CONFIDENCE;
import static io.tandem.table.Columns.CONFIDENCE_LOWER;
import static io.tandem.table.Columns.CONFIDENCE_UPPER;
import static io.tandem.table.Columns.LIFT;
import static io.tandem.table.Columns.LIFT_LOWER;
import static io.tandem.table.Columns.LIFT_UPPER;
import static io.tandem.table.Columns.ORDER_COUNT_ANTECEDENT;
import static io.tandem.table.Columns.ORDER_COUNT_BOTH;
import static io.tandem.table.Columns.ORDER_COUNT_CONSEQUENT;
import static io.tandem.table.Columns.ORDER_COUNT_TOTAL;
import static io.tandem.table.Columns.SUPPORT;
import static io.tandem.table.Columns.SUPPORT_LOWER;
import static io.tandem.table.Columns.SUPPORT_UPPER;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.when;

import io.tandem.statistics.Wilson;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * The measures of a rule in closed form, from its four counts: n baskets in all, a with the
 * antecedent, c with the consequent, x with both. Formulas as collected by Tan, Kumar &amp;
 * Srivastava 2004 and in the documentation of arules; a measure that is infinite or undefined is
 * null.
 */
final class RuleMeasures {
  private static final Column N = number(ORDER_COUNT_TOTAL);
  private static final Column A = number(ORDER_COUNT_ANTECEDENT);
  private static final Column C = number(ORDER_COUNT_CONSEQUENT);
  private static final Column X = number(ORDER_COUNT_BOTH);

  /** Every measure as a named Column over the four counts. */
  static List<Column> all() {
    return List.of(
        support().as(SUPPORT),
        Wilson.lower(X, N).as(SUPPORT_LOWER),
        Wilson.upper(X, N).as(SUPPORT_UPPER),
        confidence().as(CONFIDENCE),
        Wilson.lower(X, A).as(CONFIDENCE_LOWER),
        Wilson.upper(X, A).as(CONFIDENCE_UPPER),
        lift().as(LIFT),
        lift().multiply(exp(liftSpread().multiply(-1))).as(LIFT_LOWER),
        lift().multiply(exp(liftSpread())).as(LIFT_UPPER),
        leverage().as("leverage"),
        conviction().as("conviction"),
        zhang().as("zhang"),
        kulczynski().as("kulczynski"),
        imbalanceRatio().as("imbalance_ratio"),
        cosine().as("cosine"),
        jaccard().as("jaccard"),
        certainty().as("certainty"),
        oddsRatio().as("odds_ratio"),
        phi().as("phi"),
        chiSquare().as("chi_square"));
  }

  static Column support() {
    return X.divide(N);
  }

  static Column confidence() {
    return X.divide(A);
  }

  static Column lift() {
    return X.multiply(N).divide(A.multiply(C));
  }

  /** Share of all baskets with the consequent: the confidence of knowing nothing. */
  static Column baseline() {
    return C.divide(N);
  }

  /**
   * Half the width of lift's 95 % interval on the log scale. By the delta method on the four cells
   * of the 2×2 table, Var(log lift) = 1/x − 1/a − 1/c + (2·lift − 1)/n.
   */
  private static Column liftSpread() {
    Column variance =
        lit(1.0)
            .divide(X)
            .minus(lit(1.0).divide(A))
            .minus(lit(1.0).divide(C))
            .plus(lift().multiply(2).minus(1).divide(N));
    // What is certain has no spread; rounding must not make it negative.
    return sqrt(greatest(lit(0.0), variance)).multiply(Z);
  }

  static Column leverage() {
    return X.divide(N).minus(A.divide(N).multiply(C.divide(N)));
  }

  static Column conviction() {
    return try_divide(A.multiply(N.minus(C)), N.multiply(A.minus(X)));
  }

  /** Zhang 2000: leverage over the most it could be in its direction. */
  static Column zhang() {
    Column most =
        greatest(
            X.divide(N).multiply(lit(1.0).minus(A.divide(N))),
            A.divide(N).multiply(C.minus(X).divide(N)));
    return try_divide(leverage(), most);
  }

  static Column kulczynski() {
    return X.divide(A).plus(X.divide(C)).divide(2);
  }

  static Column imbalanceRatio() {
    return abs(A.minus(C)).divide(either());
  }

  static Column cosine() {
    return X.divide(sqrt(A.multiply(C)));
  }

  static Column jaccard() {
    return X.divide(either());
  }

  static Column certainty() {
    Column gain = confidence().minus(C.divide(N));
    return when(gain.geq(0), try_divide(gain, lit(1.0).minus(C.divide(N))))
        .otherwise(try_divide(gain, C.divide(N)));
  }

  static Column oddsRatio() {
    return try_divide(X.multiply(N.minus(A).minus(C).plus(X)), A.minus(X).multiply(C.minus(X)));
  }

  static Column phi() {
    Column spread = sqrt(A.multiply(N.minus(A)).multiply(C).multiply(N.minus(C)));
    return X.multiply(N).minus(A.multiply(C)).divide(nullif(spread, lit(0.0)));
  }

  static Column chiSquare() {
    return N.multiply(phi()).multiply(phi());
  }

  private static Column either() {
    return A.plus(C).minus(X);
  }

  private static Column number(String count) {
    return col(count).cast("double");
  }

  private RuleMeasures() {}
}

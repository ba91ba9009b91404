package io.tandem.recommendation;

import static org.apache.spark.sql.functions.round;

import org.apache.spark.sql.Column;

/**
 * Fractions as whole millionths: sums of them do not depend on the order of the rows, as sums of
 * floating-point numbers do.
 */
final class Millionths {
  static final double UNIT = 1e6;

  /** The unit of a product of two. */
  static final double SQUARED = UNIT * UNIT;

  static Column of(Column fraction) {
    return round(fraction.multiply(UNIT)).cast("long");
  }

  private Millionths() {}
}

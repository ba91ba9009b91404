package io.tandem.evaluation;

import org.apache.spark.sql.Column;

/** One number over carts that says how well a model guessed, with its 95 % interval. */
sealed interface Metric permits HitRate, MeanReciprocalRank {
  /** The metric's name in the table. */
  String named();

  /**
   * An aggregate: a struct of value, value_lower and value_upper, all null over no carts.
   *
   * @param isHit whether these carts count as answered
   * @param rank of the hidden product among the guesses, 1 to {@link BackTest#LONGEST_LIST}; null
   *     where it was not guessed
   * @param carts how many carts a row stands for
   */
  Column over(Column isHit, Column rank, Column carts);
}

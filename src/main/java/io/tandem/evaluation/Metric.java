package io.tandem.evaluation;

import org.apache.spark.sql.Column;

/** One number over {@link Answers} that says how well a model guessed, with its 95 % interval. */
sealed interface Metric permits HitRate, MeanReciprocalRank {
  /** The metric's name in the table. */
  String named();

  /**
   * The metric over the first k guesses: a struct of value, value_lower and value_upper, all null
   * over no carts.
   *
   * @param hits over how many carts the hidden product stood at each rank: element r − 1 for rank r
   * @param carts over how many carts, hit or not
   */
  Column at(int k, Column[] hits, Column carts);
}

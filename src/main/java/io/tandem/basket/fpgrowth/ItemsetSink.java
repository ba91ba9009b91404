package io.tandem.basket.fpgrowth;

/** Takes itemsets as they are found. */
@FunctionalInterface
public interface ItemsetSink {
  /**
   * One frequent itemset.
   *
   * @param items holds the items, least frequent first; only until this call returns
   * @param length how many of them count
   * @param count transactions that hold them all
   */
  void accept(int[] items, int length, int count);
}

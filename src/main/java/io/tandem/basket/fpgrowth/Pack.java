package io.tandem.basket.fpgrowth;

/** Transactions collected for their way to another task: one array holds them all. */
public interface Pack {
  /** Length of the block so far, in ints. */
  long blockLength();

  /** All transactions as one array to travel in. */
  int[] block();

  /** Forgets all transactions and keeps the arrays for the next. */
  void clear();
}

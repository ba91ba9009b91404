package io.tandem.recommendation.als;

import java.io.Serializable;

/**
 * A sparse matrix by rows: what each user prefers, or who prefers each item. Row r's entries are
 * those from {@code offsets[r]} to {@code offsets[r + 1]}.
 *
 * @param offsets where each row begins; one more than there are rows
 * @param columns of each entry, ascending within a row where nothing else is said
 * @param weights of each entry, &gt; 0
 */
public record CompressedRows(int[] offsets, int[] columns, float[] weights)
    implements Serializable {

  /** Rows. */
  public int count() {
    return offsets.length - 1;
  }

  /** Entries of a row. */
  public int length(int row) {
    return offsets[row + 1] - offsets[row];
  }

  /** These rows, in this order. */
  public CompressedRows rows(int[] rows) {
    int[] starts = new int[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      starts[i + 1] = starts[i] + length(rows[i]);
    }
    int[] picked = new int[starts[rows.length]];
    float[] weighing = new float[picked.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(columns, offsets[rows[i]], picked, starts[i], length(rows[i]));
      System.arraycopy(weights, offsets[rows[i]], weighing, starts[i], length(rows[i]));
    }
    return new CompressedRows(starts, picked, weighing);
  }
}

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
}

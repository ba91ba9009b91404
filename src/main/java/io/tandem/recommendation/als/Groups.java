package io.tandem.recommendation.als;

import java.io.Serializable;

/**
 * Which items belong together, and how many of them one list may have.
 *
 * @param of the group of each item
 * @param cap most items of one group in one list; 0: no bound
 */
public record Groups(int[] of, int cap) implements Serializable {
  /** No bound. */
  public static final Groups NONE = new Groups(new int[0], 0);
}

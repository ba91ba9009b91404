package io.tandem.recommendation.als;

import java.io.Serializable;

/**
 * Who has which rows: rows are numbered from 0, a few neighbours make a chunk, and chunks are dealt
 * to blocks in turns. Chunks depend on the number of rows alone, so whatever is added up by chunk
 * does not depend on the number of blocks.
 */
public final class RowBlocks implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Chunks that many rows are cut into: enough to be dealt evenly, few enough to be added up. */
  private static final int CHUNKS = 256;

  /** Most rows of a chunk: floats added up one by one, no more than keeps their digits. */
  private static final int LONGEST_CHUNK = 256;

  private final int rows;
  private final int blocks;
  private final int chunk;

  /**
   * @param rows at least 1
   * @param blocks at least 1
   */
  public RowBlocks(int rows, int blocks) {
    this.rows = rows;
    this.blocks = blocks;
    this.chunk = Math.max(1, Math.min(LONGEST_CHUNK, rows / CHUNKS));
  }

  /** Rows of all blocks. */
  public int rows() {
    return rows;
  }

  public int blocks() {
    return blocks;
  }

  /** Rows of a chunk; the last one may have fewer. */
  public int chunk() {
    return chunk;
  }

  /** The block of a row. */
  public int block(int row) {
    return row / chunk % blocks;
  }

  /** A row's place in its block; neighbours within a chunk are neighbours there. */
  public int place(int row) {
    return row / chunk / blocks * chunk + row % chunk;
  }

  /** The row at a place of a block. */
  public int row(int block, int place) {
    return (place / chunk * blocks + block) * chunk + place % chunk;
  }

  /** Rows of a block. */
  public int size(int block) {
    int chunks = (rows + chunk - 1) / chunk;
    int mine = (chunks - block + blocks - 1) / blocks;
    boolean hasLast = (chunks - 1) % blocks == block;
    return mine * chunk - (hasLast ? chunks * chunk - rows : 0);
  }
}

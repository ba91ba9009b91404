package io.tandem.recommendation;

import static io.tandem.recommendation.Factorization.FACTORS;
import static io.tandem.recommendation.Factorization.ITEM;
import static io.tandem.table.Columns.PRODUCT_ID;
import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The products that may be recommended, with their factors, as arrays for the scorer: position is
 * rank of the product id, so that equal scores are told apart by id. Small enough to send to every
 * executor: it grows with the catalogue alone.
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Sent to executors as it is; nobody compares two of them.
record Candidates(String[] productIds, int[] items, float[][] factors) implements Serializable {

  /**
   * Takes the products that are available.
   *
   * @param items product_id, item, factors of the model
   * @param available product_id
   */
  static Candidates of(Dataset<Row> items, Dataset<Row> available) {
    List<Row> rows =
        items
            .join(available.select(PRODUCT_ID), PRODUCT_ID)
            .select(col(PRODUCT_ID), col(ITEM), col(FACTORS))
            .sort(ITEM)
            .collectAsList();
    String[] productIds = new String[rows.size()];
    int[] numbers = new int[rows.size()];
    float[][] factors = new float[rows.size()][];
    for (int i = 0; i < rows.size(); i++) {
      productIds[i] = rows.get(i).getString(0);
      numbers[i] = rows.get(i).getInt(1);
      factors[i] = floats(rows.get(i).getList(2));
    }
    return new Candidates(productIds, numbers, factors);
  }

  int count() {
    return items.length;
  }

  /**
   * The positions of these items, given in ascending order; those that are no candidates are passed
   * over.
   */
  BitSet positionsOf(List<Integer> ascendingItems) {
    BitSet positions = new BitSet(items.length);
    int position = 0;
    for (int item : ascendingItems) {
      while (position < items.length && items[position] < item) {
        position++;
      }
      if (position < items.length && items[position] == item) {
        positions.set(position);
      }
    }
    return positions;
  }

  static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}

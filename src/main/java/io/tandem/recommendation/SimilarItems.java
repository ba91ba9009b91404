package io.tandem.recommendation;

import static io.tandem.recommendation.Factorization.FACTORS;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.SIMILARITY;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tandem.recommendation.als.ScoredItems;
import io.tandem.recommendation.als.TopN;
import io.tandem.table.Columns;
import io.tandem.table.SimilarProducts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of {@code similar_products}: for each product the available ones whose factors point the
 * same way.
 */
final class SimilarItems {
  private static final StructType SCORED =
      StructType.fromDDL(
          "product_id string, rank int, similar_product_id string, similarity double");

  static Dataset<Row> of(Dataset<Row> items, Candidates candidates, int listLength) {
    float[][] directions = new float[candidates.count()][];
    for (int i = 0; i < directions.length; i++) {
      directions[i] = direction(candidates.factors()[i]);
    }
    Broadcast<Candidates> shared =
        JavaSparkContext.fromSparkContext(items.sparkSession().sparkContext())
            .broadcast(new Candidates(candidates.productIds(), candidates.items(), directions));
    return items
        .select(PRODUCT_ID, Factorization.ITEM, FACTORS)
        .mapPartitions(new Score(shared, listLength), Encoders.row(SCORED))
        .where(col(SIMILARITY).gt(0))
        .withColumn(Columns.IS_PERSONALIZED, lit(false))
        .withColumn(Columns.REASON, lit("The same customers like both."))
        .transform(SimilarProducts.SIMILAR_PRODUCTS::shape);
  }

  /** The factors at length 1; all zero where they have no direction. */
  private static float[] direction(float[] factors) {
    double length = Math.sqrt(TopN.dot(factors, factors));
    float[] direction = new float[factors.length];
    for (int i = 0; i < factors.length && length > 0; i++) {
      direction[i] = (float) (factors[i] / length);
    }
    return direction;
  }

  /** Products with factors → their lists. */
  private static final class Score implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<Candidates> shared;
    private final int listLength;

    Score(Broadcast<Candidates> shared, int listLength) {
      this.shared = shared;
      this.listLength = listLength;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> items) {
      Candidates candidates = shared.value();
      TopN topN = new TopN(candidates.factors(), listLength);
      Iterable<Row> rows = () -> items;
      return StreamSupport.stream(rows.spliterator(), false)
          .flatMap(item -> list(item, candidates, topN).stream())
          .iterator();
    }

    private static List<Row> list(Row item, Candidates candidates, TopN topN) {
      BitSet itself = candidates.positionsOf(List.of(item.getInt(1)));
      ScoredItems best = topN.best(direction(Candidates.floats(item.getList(2))), itself);
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < best.items().length; i++) {
        rows.add(
            RowFactory.create(
                item.getString(0),
                i + 1,
                candidates.productIds()[best.items()[i]],
                Math.min(1.0, best.scores()[i])));
      }
      return rows;
    }
  }

  private SimilarItems() {}
}

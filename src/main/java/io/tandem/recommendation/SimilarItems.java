package io.tandem.recommendation;

import static io.tandem.table.Columns.SIMILARITY;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.Groups;
import io.tandem.recommendation.als.ScoredItems;
import io.tandem.recommendation.als.TopN;
import io.tandem.table.Columns;
import io.tandem.table.SimilarProducts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of {@code similar_products}: for each product the available ones whose factors point the
 * same way.
 */
final class SimilarItems {
  private static final StructType SCORED =
      StructType.fromDDL(
          "product_id string, rank int, similar_product_id string, similarity double");

  static Dataset<Row> of(Model model, int listLength) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(model.customerFactors().context());
    FactorRows directions = model.productFactors().directions();
    Broadcast<Products> shared =
        context.broadcast(
            new Products(
                model.productIds(),
                directions,
                Candidates.of(model.candidates(), model.productIds(), directions)));
    List<Integer> items = IntStream.range(0, model.productIds().length).boxed().toList();
    JavaRDD<Row> lists =
        context.parallelize(items).mapPartitions(part -> shared.value().lists(part, listLength));
    return SparkSession.active()
        .createDataFrame(lists, SCORED)
        .where(col(SIMILARITY).gt(0))
        .withColumn(Columns.IS_PERSONALIZED, lit(false))
        .withColumn(Columns.REASON, lit("The same customers like both."))
        .transform(SimilarProducts.SIMILAR_PRODUCTS::shape);
  }

  /** All products, and those of them that may stand in a list. */
  private record Products(String[] ids, FactorRows directions, Candidates candidates)
      implements Serializable {

    Iterator<Row> lists(Iterator<Integer> part, int listLength) {
      List<Integer> numbers = new ArrayList<>();
      part.forEachRemaining(numbers::add);
      int[] items = numbers.stream().mapToInt(Integer::intValue).toArray();
      Iterator<ScoredItems> best =
          new TopN(candidates.panels(), listLength, Float.NEGATIVE_INFINITY, Groups.NONE)
              .lists(directions.rows(items), row -> candidates.places(items, row, row + 1));
      return IntStream.of(items)
          .boxed()
          .flatMap(item -> rows(ids[item], best.next()).stream())
          .iterator();
    }

    private List<Row> rows(String id, ScoredItems best) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < best.items().length; i++) {
        String similar = candidates.productIds()[best.items()[i]];
        rows.add(RowFactory.create(id, i + 1, similar, (double) best.scores()[i]));
      }
      return rows;
    }
  }

  private SimilarItems() {}
}

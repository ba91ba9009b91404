package io.tandem.recommendation;

import static io.tandem.table.Columns.FACTOR_SIMILARITY;
import static org.apache.spark.sql.functions.col;

import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.Groups;
import io.tandem.recommendation.als.ScoredItems;
import io.tandem.recommendation.als.TopN;
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

/** For each product the available ones whose factors point the same way. */
final class SimilarItems {
  private static final StructType SCORED =
      StructType.fromDDL("product_id string, similar_product_id string, factor_similarity double");

  /**
   * product_id, similar_product_id, factor_similarity.
   *
   * @param listLength most of one product
   */
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
    return SparkSession.active().createDataFrame(lists, SCORED).where(col(FACTOR_SIMILARITY).gt(0));
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
        rows.add(RowFactory.create(id, similar, (double) best.scores()[i]));
      }
      return rows;
    }
  }

  /** Where nobody has a preference. */
  static Dataset<Row> none(SparkSession spark) {
    return spark.createDataFrame(List.of(), SCORED);
  }

  private SimilarItems() {}
}

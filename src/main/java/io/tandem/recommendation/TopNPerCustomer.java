package io.tandem.recommendation;

import static io.tandem.table.Columns.BECAUSE_OF;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.SCORE;
import static io.tandem.table.Columns.SOURCE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tandem.recommendation.RecommendationsSettings.AlreadyBought;
import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.ScoredItems;
import io.tandem.recommendation.als.TopN;
import io.tandem.table.UserRecommendations;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The personal rows of {@code user_recommendations}: for each customer the products with the
 * highest scores, and what the customer bought that carries them.
 */
public final class TopNPerCustomer {
  private static final StructType LISTED =
      new StructType()
          .add(CUSTOMER_ID, DataTypes.StringType, false)
          .add(RANK, DataTypes.IntegerType, false)
          .add(PRODUCT_ID, DataTypes.StringType, false)
          .add(SCORE, DataTypes.DoubleType, false)
          .add(BECAUSE_OF, UserRecommendations.BECAUSE_OF_TYPE, false)
          .add(REASON, DataTypes.StringType, false);

  /**
   * Lists for all customers of the model, of products that are candidates, what was bought treated
   * by the policy. Ties by product id.
   *
   * @param catalogue product_id, title, category
   */
  public static Dataset<Row> of(
      Model model, Dataset<Row> catalogue, RecommendationsSettings settings) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(model.customerFactors().context());
    Broadcast<Scoring> shared = context.broadcast(Scoring.of(model, catalogue, settings));
    JavaRDD<Row> lists =
        model
            .preferences()
            .zip(model.customerFactors())
            .zip(model.customerIds())
            .flatMap(
                block ->
                    new Customers(
                            block._2(),
                            block._1()._1().preferences(),
                            block._1()._2(),
                            shared.value())
                        .rows());
    return SparkSession.active()
        .createDataFrame(lists, LISTED)
        .withColumn(SOURCE, lit("als"))
        .withColumn(IS_PERSONALIZED, lit(true))
        .select(
            col(CUSTOMER_ID),
            col(RANK),
            col(PRODUCT_ID),
            col(SCORE),
            col(SOURCE),
            col(IS_PERSONALIZED),
            col(BECAUSE_OF),
            col(REASON));
  }

  /** A block of customers: who they are, what they bought, what they like. */
  private record Customers(
      String[] ids, CompressedRows bought, FactorRows factors, Scoring scoring) {

    Iterator<Row> rows() {
      TopN topN = scoring.topN();
      Causes causes = new Causes(scoring, bought);
      Iterator<ScoredItems> best =
          topN.lists(
              factors,
              row ->
                  scoring.alreadyBought() == AlreadyBought.KEEP ? new int[0] : boughtPlaces(row));
      return IntStream.range(0, ids.length)
          .boxed()
          .flatMap(row -> rows(row, whole(best.next(), row, topN), causes))
          .iterator();
    }

    /** The list, with what the customer bought at its end where the policy says so. */
    private ScoredItems whole(ScoredItems best, int row, TopN topN) {
      int room = scoring.listLength() - best.items().length;
      if (scoring.alreadyBought() != AlreadyBought.DEMOTE || room == 0) {
        return best;
      }
      int[][] notBought = {scoring.candidates().allBut(boughtPlaces(row))};
      return best.followedBy(topN.best(factors, row, notBought)[0], room);
    }

    /** What the customer bought, as places among the candidates. */
    private int[] boughtPlaces(int row) {
      return scoring
          .candidates()
          .places(bought.columns(), bought.offsets()[row], bought.offsets()[row + 1]);
    }

    private Stream<Row> rows(int row, ScoredItems list, Causes causes) {
      List<Causes.Because> because = causes.of(row, list);
      return IntStream.range(0, list.items().length)
          .mapToObj(
              i ->
                  RowFactory.create(
                      ids[row],
                      i + 1,
                      scoring.candidates().productIds()[list.items()[i]],
                      (double) list.scores()[i],
                      because.get(i).products(),
                      because.get(i).reason()));
    }
  }

  private TopNPerCustomer() {}
}

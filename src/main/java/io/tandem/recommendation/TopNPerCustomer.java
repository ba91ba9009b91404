package io.tandem.recommendation;

import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.IS_PERSONALIZED;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.RANK;
import static io.tandem.table.Columns.REASON;
import static io.tandem.table.Columns.SCORE;
import static io.tandem.table.Columns.SOURCE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.tandem.recommendation.RecommendationsSettings.AlreadyBought;
import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.Groups;
import io.tandem.recommendation.als.ScoredItems;
import io.tandem.recommendation.als.TopN;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The personal rows of {@code user_recommendations}: for each customer the products with the
 * highest scores.
 */
public final class TopNPerCustomer {
  private static final String BOUGHT_COUNT = "bought_count";
  private static final StructType SCORED =
      StructType.fromDDL(
          "customer_id string, bought_count int, rank int, product_id string, score double");

  /**
   * Lists for all customers of the model, of products that are candidates, what was bought treated
   * by the policy. Ties by product id.
   */
  public static Dataset<Row> of(Model model, int listLength, AlreadyBought policy) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(model.customerFactors().context());
    Broadcast<Candidates> shared =
        context.broadcast(
            Candidates.of(model.candidates(), model.productIds(), model.productFactors()));
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
                        .lists(listLength, policy));
    Column reason =
        when(col(BOUGHT_COUNT).equalTo(1), lit("Suits the one product this customer bought."))
            .otherwise(
                format_string("Suits the %,d products this customer bought.", col(BOUGHT_COUNT)));
    return SparkSession.active()
        .createDataFrame(lists, SCORED)
        .select(
            col(CUSTOMER_ID),
            col(RANK),
            col(PRODUCT_ID),
            col(SCORE),
            lit("als").as(SOURCE),
            lit(true).as(IS_PERSONALIZED),
            reason.as(REASON));
  }

  /** A block of customers: who they are, what they bought, what they like. */
  private record Customers(
      String[] ids, CompressedRows bought, FactorRows factors, Candidates candidates) {

    Iterator<Row> lists(int listLength, AlreadyBought policy) {
      TopN topN = new TopN(candidates.panels(), listLength, Float.NEGATIVE_INFINITY, Groups.NONE);
      Iterator<ScoredItems> best =
          topN.lists(factors, row -> policy == AlreadyBought.KEEP ? new int[0] : boughtPlaces(row));
      return IntStream.range(0, ids.length)
          .mapToObj(
              row -> {
                List<Row> list = new ArrayList<>();
                add(list, row, best.next(), listLength);
                if (policy == AlreadyBought.DEMOTE && list.size() < listLength) {
                  add(list, row, boughtAlone(topN, row), listLength);
                }
                return list;
              })
          .flatMap(List::stream)
          .iterator();
    }

    /** What the customer bought, as places among the candidates. */
    private int[] boughtPlaces(int row) {
      return candidates.places(bought.columns(), bought.offsets()[row], bought.offsets()[row + 1]);
    }

    /** The list of what the customer bought and nothing else. */
    private ScoredItems boughtAlone(TopN topN, int row) {
      return topN.best(factors, row, new int[][] {candidates.allBut(boughtPlaces(row))})[0];
    }

    private void add(List<Row> list, int row, ScoredItems best, int listLength) {
      for (int i = 0; i < best.items().length && list.size() < listLength; i++) {
        list.add(
            RowFactory.create(
                ids[row],
                bought.length(row),
                list.size() + 1,
                candidates.productIds()[best.items()[i]],
                (double) best.scores()[i]));
      }
    }
  }

  private TopNPerCustomer() {}
}

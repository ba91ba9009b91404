package io.tandem.recommendation;

import static io.tandem.recommendation.Factorization.FACTORS;
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
import io.tandem.recommendation.als.ScoredItems;
import io.tandem.recommendation.als.TopN;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The personal rows of {@code user_recommendations}: for each customer the products with the
 * highest scores.
 */
final class TopNPerCustomer {
  private static final String BOUGHT_COUNT = "bought_count";
  private static final StructType SCORED =
      StructType.fromDDL(
          "customer_id string, bought_count int, rank int, product_id string, score double");

  /**
   * Lists for all customers of the model, of products that are candidates, what was bought treated
   * by policy.
   */
  static Dataset<Row> of(
      Dataset<Row> users, Candidates candidates, int listLength, AlreadyBought policy) {
    Broadcast<Candidates> shared =
        JavaSparkContext.fromSparkContext(users.sparkSession().sparkContext())
            .broadcast(candidates);
    Column reason =
        when(col(BOUGHT_COUNT).equalTo(1), lit("Suits the one product this customer bought."))
            .otherwise(
                format_string("Suits the %,d products this customer bought.", col(BOUGHT_COUNT)));
    return users
        .select(CUSTOMER_ID, FACTORS, Model.BOUGHT)
        .mapPartitions(new Score(shared, listLength, policy), Encoders.row(SCORED))
        .select(
            col(CUSTOMER_ID),
            col(RANK),
            col(PRODUCT_ID),
            col(SCORE),
            lit("als").as(SOURCE),
            lit(true).as(IS_PERSONALIZED),
            reason.as(REASON));
  }

  /** Customers with factors and what they bought → their lists. */
  private static final class Score implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<Candidates> shared;
    private final int listLength;
    private final AlreadyBought policy;

    Score(Broadcast<Candidates> shared, int listLength, AlreadyBought policy) {
      this.shared = shared;
      this.listLength = listLength;
      this.policy = policy;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> users) {
      Candidates candidates = shared.value();
      TopN topN = new TopN(candidates.factors(), listLength);
      Iterable<Row> rows = () -> users;
      return StreamSupport.stream(rows.spliterator(), false)
          .flatMap(user -> list(user, candidates, topN).stream())
          .iterator();
    }

    private List<Row> list(Row user, Candidates candidates, TopN topN) {
      List<Integer> items = user.getList(2);
      float[] factors = Candidates.floats(user.getList(1));
      BitSet bought = candidates.positionsOf(items);
      List<Row> rows = new ArrayList<>();
      add(
          rows,
          user,
          items.size(),
          candidates,
          topN.best(factors, policy == AlreadyBought.KEEP ? new BitSet() : bought));
      if (policy == AlreadyBought.DEMOTE && rows.size() < listLength) {
        BitSet notBought = (BitSet) bought.clone();
        notBought.flip(0, candidates.count());
        add(rows, user, items.size(), candidates, topN.best(factors, notBought));
      }
      return rows;
    }

    private void add(
        List<Row> rows, Row user, int boughtCount, Candidates candidates, ScoredItems best) {
      for (int i = 0; i < best.items().length && rows.size() < listLength; i++) {
        rows.add(
            RowFactory.create(
                user.getString(0),
                boughtCount,
                rows.size() + 1,
                candidates.productIds()[best.items()[i]],
                (double) best.scores()[i]));
      }
    }
  }

  private TopNPerCustomer() {}
}

package io.tandem.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.tandem.evaluation.ranking.Mean;
import io.tandem.evaluation.ranking.Recall;
import io.tandem.job.Judgement.Contest;
import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.lister.Lister;
import io.tandem.recommendation.lister.PersonalFrequencyLister;
import io.tandem.recommendation.lister.PopularLister;
import io.tandem.recommendation.lister.Seen;
import io.tandem.recommendation.lister.TestedCustomers;
import io.tandem.testing.SparkExtension;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Three customers of ten items. Ann had 0 and 1 in six orders and took 0 and 5; bob had 2 in one
 * order and took 2 again; cy had 3 in two orders and took 8 and something that nobody had before.
 */
@ExtendWith(SparkExtension.class)
class JudgementTest {
  private static final TestedCustomers ANN = customer("ann", new int[] {0, 1}, new int[] {0, 5}, 6);
  private static final TestedCustomers BOB = customer("bob", new int[] {2}, new int[] {2}, 1);
  private static final TestedCustomers CY = customer("cy", new int[] {3}, new int[] {-1, 8}, 2);

  /** 5 first, then 9, 8, 7, …: item 5 stands first where it is not masked. */
  private static final Map<String, Lister> LISTERS =
      Map.of(
          "frequent", new PersonalFrequencyLister(new int[] {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}),
          "popular", new PopularLister(new int[] {5, 9, 8, 7, 6, 4, 3, 2, 1, 0}));

  private static TestedCustomers customer(String id, int[] had, int[] taken, int orders) {
    float[] weights = new float[had.length];
    Arrays.fill(weights, 1);
    return new TestedCustomers(
        new String[] {id},
        new CompressedRows(new int[] {0, had.length}, had, weights),
        FactorRows.zero(1, 1),
        new int[][] {taken},
        new int[] {orders},
        new double[] {0.5});
  }

  private static Judgement judge(SparkSession spark, List<TestedCustomers> blocks, int partitions) {
    return Judgement.of(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(blocks, partitions),
        new Contest(new TreeMap<>(LISTERS), "popular", "frequent", 10));
  }

  private static Mean recall(Judgement judgement, String model, String slice) {
    return judgement.board().value(model, slice, new Recall(), 5);
  }

  @Test
  void eachSliceCountsItsOwnHits(SparkSession spark) {
    Judgement judgement = judge(spark, List.of(ANN, BOB, CY), 1);

    // popular, at 5: 5 9 8 7 6 for all. Ann finds 5 of 0 and 5, bob nothing, cy 8 of two.
    assertThat(recall(judgement, "popular", "all").value())
        .isCloseTo((1.0 / 2 + 0 + 1.0 / 2) / 3, offset(1e-9));
    // frequent, at 5: ann 0 1 9 8 7, bob 2 9 8 7 6, cy 3 9 8 7 6.
    assertThat(recall(judgement, "frequent", "all").value())
        .isCloseTo((1.0 / 2 + 1 + 1.0 / 2) / 3, offset(1e-9));

    // What was had before: 0 for ann, 2 for bob; cy took nothing again.
    assertThat(recall(judgement, "popular", "repeat").value()).isZero();
    assertThat(recall(judgement, "frequent", "repeat").value()).isEqualTo(1);
    assertThat(recall(judgement, "frequent", "repeat").count()).isEqualTo(2);

    // What is new: 5 for ann, 8 and the unknown one for cy. frequent masks: 9 8 7 6 5 for ann.
    assertThat(recall(judgement, "popular", "new").value())
        .isCloseTo((1 + 1.0 / 2) / 2, offset(1e-9));
    assertThat(recall(judgement, "frequent", "new").value())
        .isCloseTo((1 + 1.0 / 2) / 2, offset(1e-9));
    assertThat(recall(judgement, "popular", "new_6_or_more_orders").value()).isEqualTo(1);
    assertThat(recall(judgement, "popular", "new_2_orders").value()).isEqualTo(0.5);
    assertThat(recall(judgement, "popular", "new_1_order").count()).isZero();
    assertThat(recall(judgement, "popular", "new_3_to_5_orders").count()).isZero();
  }

  @Test
  void theLeadIsThatOfWhatIsNew(SparkSession spark) {
    Judgement judgement = judge(spark, List.of(ANN, BOB, CY), 1);
    // Ann's hit: first beside fifth. Cy's: third beside second; of two that could be hits.
    double two = 1 + Math.log(2) / Math.log(3);
    double ann = 1 - Math.log(2) / Math.log(6);
    double cy = (Math.log(2) / Math.log(4) - Math.log(2) / Math.log(3)) / two;
    assertThat(judgement.lead().count()).isEqualTo(2);
    assertThat(judgement.lead().difference()).isCloseTo((ann + cy) / 2, offset(1e-9));
    assertThat(judgement.deciding("popular", "new") - judgement.deciding("frequent", "new"))
        .isCloseTo((ann + cy) / 2, offset(1e-9));
  }

  @Test
  void whatIsListedIsCountedForEveryone(SparkSession spark) {
    Judgement judgement = judge(spark, List.of(ANN, BOB, CY), 1);
    int popular = judgement.board().models().indexOf("popular");
    assertThat(judgement.listed().get(Seen.ALLOWED)[popular][0].coverage()).isEqualTo(5.0 / 10);
    // Nobody had 5 to 9.
    assertThat(judgement.listed().get(Seen.MASKED)[popular][0].coverage()).isEqualTo(5.0 / 10);
  }

  @Test
  void partitionsDoNotMatter(SparkSession spark) {
    Judgement one = judge(spark, List.of(ANN, BOB, CY), 1);
    Judgement three = judge(spark, List.of(CY, ANN, BOB), 3);
    for (String slice : one.board().slices()) {
      assertThat(recall(three, "frequent", slice)).isEqualTo(recall(one, "frequent", slice));
    }
    assertThat(three.lead().difference()).isEqualTo(one.lead().difference());
    assertThat(three.lead().lower()).isEqualTo(one.lead().lower());
    assertThat(three.lead().upper()).isEqualTo(one.lead().upper());
  }
}

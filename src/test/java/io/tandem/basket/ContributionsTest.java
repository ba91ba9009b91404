package io.tandem.basket;

import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.testing.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class ContributionsTest {
  private static final String CANDIDATES =
      "antecedent array<string>, consequent string, order_count_antecedent bigint, order_count_both"
          + " bigint, unprompted_order_count bigint, unprompted_customer_count bigint,"
          + " antecedent_by_size array<int>, both_by_size array<int>";

  /**
   * Of 200 baskets with tea, 100 are small, 20 of them with honey, and 100 are large, 80 of them
   * with honey. Lamps are in 10 of the small ones and 90 of the large ones, honey or not.
   */
  @Test
  void whatOnlyTellsLargeBasketsFromSmallOnesContributesNothing(SparkSession spark) {
    Row lamp = ofTeaAndLamp(spark, 74L, List.of(2, 2, 10, 72));
    assertThat(logOf(lamp, "contribution_log10_p")).isLessThan(-9);
    // As many as expected: 10 * 20 / 100 + 90 * 80 / 100 = 74.
    assertThat(logOf(lamp, "sized_contribution_log10_p")).isBetween(-0.2, 0.0);
    assertThat(logOf(lamp, "best_shorter_confidence")).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void whatCountsAmongBasketsOfOneSizeContributes(SparkSession spark) {
    // All with a lamp have honey, where 10 * 20 / 100 + 100 * 160 / 200 = 82 are expected.
    Row lamp =
        ofTeaAndLamp(
            spark,
            110L,
            List.of(2, 10, 10, 100),
            row(List.of("tea"), "honey", 300L, 180L, 180L, 90L, List.of(2, 100, 10, 200), HONEY),
            List.of(2, 10, 10, 100));
    assertThat(logOf(lamp, "sized_contribution_log10_p")).isLessThan(-4);
  }

  private static final List<Integer> HONEY = List.of(2, 20, 10, 160);

  private static Row ofTeaAndLamp(SparkSession spark, long both, List<Integer> bothBySize) {
    return ofTeaAndLamp(
        spark,
        both,
        bothBySize,
        row(
            List.of("tea"),
            "honey",
            200L,
            100L,
            100L,
            100L,
            List.of(2, 100, 10, 100),
            List.of(2, 20, 10, 80)),
        List.of(2, 10, 10, 90));
  }

  /** Lamps by themselves never say less than lamps with tea: they are in ten times the baskets. */
  private static Row ofTeaAndLamp(
      SparkSession spark, long both, List<Integer> bothBySize, Row tea, List<Integer> bySize) {
    long antecedent = bySize.get(1) + bySize.get(3);
    Dataset<Row> candidates =
        rows(
            spark,
            CANDIDATES,
            tea,
            row(
                List.of("lamp"),
                "honey",
                10L * antecedent,
                both,
                both,
                both,
                List.of(2, 10 * bySize.get(1), 10, 10 * bySize.get(3)),
                bothBySize),
            row(
                List.of("lamp", "tea"),
                "honey",
                antecedent,
                both,
                both,
                both / 2,
                bySize,
                bothBySize));
    return Contributions.of(candidates).where("size(antecedent) = 2").head();
  }

  private static double logOf(Row row, String column) {
    return row.getAs(column);
  }
}

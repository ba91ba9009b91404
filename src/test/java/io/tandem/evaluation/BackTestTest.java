package io.tandem.evaluation;

import static io.tandem.testing.Rows.at;
import static io.tandem.testing.Rows.row;
import static io.tandem.testing.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.testing.DatasetAssert;
import io.tandem.testing.SparkExtension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class BackTestTest {
  private static final String BASKETS =
      "order_id string, products array<string>, unprompted array<string>";
  private static final String HIDDEN = "order_id string, products array<string>, hidden string";
  private static final String GUESSES =
      "order_id string, rank int, product_id string, evidence_level string";

  @Test
  void theWeeksBeforeTheRunDateAreJudgedAndTheRestIsKnown(SparkSession spark) {
    TemporalSplit split = TemporalSplit.lastWeeks(4, LocalDate.of(2026, 3, 1));
    Dataset<Row> orders =
        rows(
            spark,
            "ordered_at timestamp",
            row(at("2026-01-31T23:59:59Z")),
            row(at("2026-02-01")),
            row(at("2026-02-28T23:59:59Z")));
    DatasetAssert.assertThat(
            orders.select(
                split.isKnown(functions.col("ordered_at")),
                split.isJudged(functions.col("ordered_at"))))
        .hasRows(row(true, false), row(false, true), row(false, true));
  }

  @Test
  void hidesOneCandidateOfEachBasketAndLeavesTheRest(SparkSession spark) {
    List<Row> hidden =
        HiddenProducts.from(
                rows(
                    spark,
                    BASKETS,
                    row("single", List.of("tea"), List.of("tea")),
                    row("prompted", List.of("milk", "tea"), List.of()),
                    row("half", List.of("milk", "tea"), List.of("tea")),
                    row("three", List.of("jam", "milk", "tea"), List.of("jam", "milk", "tea"))),
                "unprompted")
            .sort("order_id")
            .collectAsList();
    assertThat(hidden).extracting(row -> row.getString(0)).containsExactly("half", "three");
    assertThat(hidden.get(0).getList(1)).isEqualTo(List.of("milk"));
    assertThat(hidden.get(0).getString(2)).isEqualTo("tea");
    List<Object> all = new ArrayList<>(hidden.get(1).getList(1));
    assertThat(all).hasSize(2);
    all.add(hidden.get(1).getString(2));
    assertThat(all).containsExactlyInAnyOrder("jam", "milk", "tea");
  }

  @Test
  void hidesEachProductEquallyOftenAndTheSameInWhateverPartition(SparkSession spark) {
    List<String> products = List.of("a", "b", "c", "d");
    Row[] baskets =
        IntStream.range(0, 4_000)
            .mapToObj(i -> row("order " + i, products, products))
            .toArray(Row[]::new);
    Dataset<Row> rows = rows(spark, BASKETS, baskets);
    Dataset<Row> hidden = HiddenProducts.from(rows, "unprompted").select("order_id", "hidden");
    Dataset<Row> again =
        HiddenProducts.from(rows.repartition(3), "unprompted").select("order_id", "hidden");
    assertThat(hidden.exceptAll(again).count()).isZero();
    Map<String, Long> counts =
        hidden.collectAsList().stream()
            .collect(Collectors.groupingBy(row -> row.getString(1), Collectors.counting()));
    // 1,000 each, standard deviation 27.
    assertThat(counts.values()).hasSize(4).allSatisfy(n -> assertThat(n).isBetween(890L, 1_110L));
  }

  @Test
  void countsHitsAndReciprocalRanks(SparkSession spark) {
    BackTest backTest =
        new BackTest(
            rows(
                spark,
                HIDDEN,
                row("o1", List.of("tea"), "milk"),
                row("o2", List.of("tea"), "jam"),
                row("o3", List.of("tea"), "bread"),
                row("o4", List.of("tea"), "salt")));
    Dataset<Row> guesses =
        rows(
            spark,
            GUESSES,
            row("o1", 1, "milk", "product"),
            row("o2", 1, "milk", "product"),
            row("o2", 2, "jam", "category"),
            row("o3", 3, "bread", "category"),
            row("o3", 7, "milk", "category"));
    Map<String, Row> judged =
        backTest
            .judge("rules", carts -> guesses, List.of("product", "category"))
            .collectAsList()
            .stream()
            .collect(
                Collectors.toMap(
                    row -> "%s %d %s".formatted(row.get(1), row.getInt(2), row.get(3)),
                    row -> row));

    assertThat(judged).hasSize(2 * 3 * 3);
    assertThat(judged.values())
        .allSatisfy(row -> assertThat(row.<Long>getAs("basket_count")).isEqualTo(4));
    assertThat(value(judged, "hit_rate 1 all")).isEqualTo(1.0 / 4);
    assertThat(value(judged, "hit_rate 5 all")).isEqualTo(3.0 / 4);
    assertThat(value(judged, "hit_rate 10 all")).isEqualTo(3.0 / 4);
    assertThat(value(judged, "hit_rate 5 product")).isEqualTo(1.0 / 4);
    assertThat(value(judged, "hit_rate 5 category")).isEqualTo(2.0 / 4);
    assertThat(value(judged, "mean_reciprocal_rank 1 all")).isEqualTo(1.0 / 4);
    assertThat(value(judged, "mean_reciprocal_rank 5 all"))
        .isCloseTo((1 + 1.0 / 2 + 1.0 / 3) / 4, within(1e-15));
    assertThat(value(judged, "mean_reciprocal_rank 5 category"))
        .isCloseTo((1.0 / 2 + 1.0 / 3) / 4, within(1e-15));

    // Wilson for 3 of 4; a mean of 4 with the sample's standard deviation.
    assertThat(judged.get("hit_rate 5 all").<Double>getAs("value_lower"))
        .isCloseTo(0.3006, within(1e-4));
    double mean = 11.0 / 24;
    double squares = 1 + 1.0 / 4 + 1.0 / 9;
    double error = Math.sqrt((squares - 4 * mean * mean) / 3 / 4);
    assertThat(judged.get("mean_reciprocal_rank 5 all").<Double>getAs("value_lower"))
        .isCloseTo(mean - 1.959964 * error, within(1e-6));
    assertThat(judged.get("mean_reciprocal_rank 5 all").<Double>getAs("value_upper"))
        .isCloseTo(mean + 1.959964 * error, within(1e-6));
  }

  @Test
  void aModelWithoutAGuessNeverHits(SparkSession spark) {
    BackTest backTest = new BackTest(rows(spark, HIDDEN, row("o1", List.of("tea"), "milk")));
    List<Row> judged =
        backTest.judge("mute", carts -> rows(spark, GUESSES), List.of()).collectAsList();
    assertThat(judged).hasSize(6);
    assertThat(judged).allSatisfy(row -> assertThat(row.<Double>getAs("value")).isZero());
  }

  @Test
  void comparesWhatCameWithWhatWasPromised(SparkSession spark) {
    Dataset<Row> promises =
        rows(
            spark,
            "product_id string, rank int, recommended_product_id string, confidence double",
            row("tea", 1, "milk", 0.5),
            row("tea", 2, "jam", 0.3),
            row("milk", 1, "tea", 0.4),
            row("salt", 1, "tea", 0.9));
    Dataset<Row> baskets =
        rows(
            spark,
            "order_id string, products array<string>",
            row("o1", List.of("milk", "tea")), // kept: tea → milk, milk → tea; broken: tea → jam
            row("o2", List.of("tea")),
            row("o3", List.of("jam", "tea")),
            row("o4", List.of("bread")));
    List<Row> calibration =
        Calibration.of("rules", "product", promises, baskets).sort("k").collectAsList();

    assertThat(calibration).extracting(row -> row.getInt(2)).containsExactly(1, 5, 10);
    assertThat(calibration.get(0).<Double>getAs("value"))
        .isCloseTo(2 / (0.9 + 0.5 + 0.5), within(1e-12));
    double ratio = 3 / (1.2 + 0.8 + 0.8);
    assertThat(calibration.get(1).<Double>getAs("value")).isCloseTo(ratio, within(1e-12));
    assertThat(calibration.get(1).<Long>getAs("basket_count")).isEqualTo(3);
    double squares =
        Math.pow(2 - ratio * 1.2, 2) + Math.pow(0 - ratio * 0.8, 2) + Math.pow(1 - ratio * 0.8, 2);
    double error = Math.sqrt(squares * 3 / 2) / 2.8;
    assertThat(calibration.get(1).<Double>getAs("value_upper"))
        .isCloseTo(ratio + 1.959964 * error, within(1e-5));
    assertThat(calibration.get(1).<Double>getAs("value_lower"))
        .isCloseTo(ratio - 1.959964 * error, within(1e-5));
  }

  private static double value(Map<String, Row> judged, String metric) {
    return judged.get(metric).getAs("value");
  }
}

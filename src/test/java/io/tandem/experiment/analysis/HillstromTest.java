package io.tandem.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tandem.testing.RealData;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Hillstrom's e-mail test of 2008, to the printed digits of what is known of it. */
class HillstromTest {
  private static final String NONE = "No E-Mail";
  private static final String MENS = "Mens E-Mail";
  private static final String WOMENS = "Womens E-Mail";
  private static final Contrast OF_MENS = Contrast.between(MENS, NONE);
  private static final Contrast OF_WOMENS = Contrast.between(WOMENS, NONE);

  private static Map<String, Moments> arms;

  /** Each row is a customer; conversion stands for orders and for coming back. */
  @BeforeAll
  static void read() throws IOException {
    Map<String, List<double[]>> customers = new TreeMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(new FileInputStream(RealData.file("hillstrom.csv.gz"))),
                StandardCharsets.UTF_8))) {
      List<String> header = List.of(reader.readLine().split(",", -1));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        // Only the segment of the history is quoted, and nobody needs it.
        String[] cells = line.replaceAll("\"[^\"]*\"", "").split(",", -1);
        double conversion = Double.parseDouble(cells[header.indexOf("conversion")]);
        customers
            .computeIfAbsent(cells[header.indexOf("segment")], arm -> new ArrayList<>())
            .add(
                Customers.customer(
                    Map.of(
                        Variable.REVENUE,
                        Double.parseDouble(cells[header.indexOf("spend")]),
                        Variable.ORDER_COUNT,
                        conversion,
                        Variable.IS_REPEAT,
                        conversion,
                        Variable.PRE_REVENUE,
                        Double.parseDouble(cells[header.indexOf("history")]),
                        Variable.HAS_PRE,
                        1.0)));
      }
    }
    arms = Customers.moments(customers);
  }

  @Test
  void armsAreAsPublished() {
    assertArm(NONE, 21_306, .005726, .652789, 122, 114.002705, 9.289903);
    assertArm(MENS, 21_307, .012531, 1.422617, 267, 113.526929, 6.822226);
    assertArm(WOMENS, 21_387, .008837, 1.077202, 189, 121.894762, 7.673454);
  }

  private static void assertArm(
      String arm, long n, double conversion, double spend, int orders, double aov, double se) {
    Moments moments = arms.get(arm);
    assertThat(moments.count()).isEqualTo(n);
    assertThat(moments.sum(Variable.ORDER_COUNT)).isEqualTo(orders);
    assertThat(ArmValue.of(Metric.REPEAT_PURCHASE_RATE, moments).value())
        .isCloseTo(conversion, within(5e-7));
    assertThat(ArmValue.of(Metric.REVENUE_PER_CUSTOMER, moments).value())
        .isCloseTo(spend, within(5e-7));
    ArmValue value = ArmValue.of(Metric.AVERAGE_ORDER_VALUE, moments);
    assertThat(value.value()).isCloseTo(aov, within(5e-7));
    assertThat(value.standardError()).isCloseTo(se, within(5e-7));
  }

  @Test
  void armsAreAsLargeAsDrawn() {
    Map<String, Long> counts = new TreeMap<>();
    arms.forEach((arm, moments) -> counts.put(arm, moments.count()));
    SampleRatio ratio =
        SampleRatio.of(counts, Map.of(NONE, 1 / 3.0, MENS, 1 / 3.0, WOMENS, 1 / 3.0));
    assertThat(ratio.chiSquare()).isCloseTo(.20253, within(5e-6));
    assertThat(ratio.pValue()).isCloseTo(.90369, within(5e-6));
    assertThat(ratio.isPassed()).isTrue();
  }

  @Test
  void spendingRoseInBothArms() {
    Effect mens = Effect.of(OF_MENS, Metric.REVENUE_PER_CUSTOMER, arms);
    assertThat(mens.estimate()).isCloseTo(.769827, within(5e-7));
    assertThat(mens.statistic()).isCloseTo(5.300140, within(5e-7));
    assertThat(mens.pValue()).isCloseTo(1.1638e-7, within(5e-12));
    Effect womens = Effect.of(OF_WOMENS, Metric.REVENUE_PER_CUSTOMER, arms);
    assertThat(womens.estimate()).isCloseTo(.424412, within(5e-7));
    assertThat(womens.statistic()).isCloseTo(3.256372, within(5e-7));
    assertThat(womens.pValue()).isCloseTo(.0011294, within(5e-8));
  }

  @Test
  void repeatPurchasesDoubled() {
    Effect mens = Effect.of(OF_MENS, Metric.REPEAT_PURCHASE_RATE, arms);
    assertThat(mens.estimate()).isCloseTo(.006805, within(5e-7));
    assertThat(mens.pValue()).isCloseTo(1.5e-13, within(5e-15));
    assertThat(mens.relative()).isBetween(1.1, 1.3);
  }

  @Test
  void noChangeOfTheAverageOrderValueIsShownAndNoneOfAFifthExcluded() {
    Effect mens = Effect.of(OF_MENS, Metric.AVERAGE_ORDER_VALUE, arms);
    assertThat(mens.estimate()).isCloseTo(-.48, within(.005));
    assertThat(mens.estimate() - mens.halfWidth()).isCloseTo(-23.07, within(.005));
    assertThat(mens.estimate() + mens.halfWidth()).isCloseTo(22.11, within(.005));
    assertThat(mens.relative() - mens.relativeHalfWidth()).isLessThan(-.19);
    assertThat(mens.relative() + mens.relativeHalfWidth()).isGreaterThan(.19);
  }

  @Test
  void whatWasSpentTheYearBeforeExplainsLittle() {
    Cuped mens = Cuped.of(OF_MENS, Metric.REVENUE_PER_CUSTOMER, arms).orElseThrow();
    assertThat(mens.thetas()).containsOnlyKeys(Variable.PRE_REVENUE);
    assertThat(mens.thetas().get(Variable.PRE_REVENUE)).isCloseTo(.001222897, within(5e-10));
    assertThat(mens.estimate()).isCloseTo(.767438, within(5e-7));
    Effect plain = Effect.of(OF_MENS, Metric.REVENUE_PER_CUSTOMER, arms);
    assertThat(mens.variance()).isBetween(.99 * plain.variance(), plain.variance());
  }
}

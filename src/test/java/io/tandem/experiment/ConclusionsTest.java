package io.tandem.experiment;

import static io.tandem.experiment.SpringShop.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.experiment.analysis.Moments;
import io.tandem.table.Claims;
import io.tandem.table.ExperimentEffects;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What is said of experiments that went well, and of those that did not. */
class ConclusionsTest {
  private static final long SEED = 20_260_301;
  private static final List<String> CELLS = List.of("on/on", "on/off", "off/on", "off/off");

  /** What a customer of a cell does within 30 days. */
  private interface Customer {
    double[] drawn(String cell, SplittableRandom random);
  }

  /**
   * Three of ten order once, at 50 to 90; with cross-selling a fifth more; with personalization
   * four.
   */
  private static double[] planted(String cell, SplittableRandom random) {
    boolean crossSelling = cell.startsWith("on/");
    boolean personalization = cell.endsWith("/on");
    boolean orders = random.nextDouble() < (personalization ? .4 : .3);
    double revenue = orders ? (50 + 40 * random.nextDouble()) * (crossSelling ? 1.2 : 1) : 0;
    return values(revenue, orders ? 1 : 0, random.nextInt(3));
  }

  private static double[] values(double revenue, int orders, int pastOrders) {
    return new double[] {
      revenue,
      orders,
      Math.min(revenue, 100),
      0,
      orders > 0 ? 1 : 0,
      60.0 * pastOrders,
      pastOrders,
      1
    };
  }

  private static TreeMap<String, Moments> cells(Map<String, Integer> sizes, Customer customer) {
    TreeMap<String, Moments> cells = new TreeMap<>();
    SplittableRandom random = new SplittableRandom(SEED);
    sizes.forEach(
        (cell, size) -> {
          Moments moments = Moments.none();
          for (int i = 0; i < size; i++) {
            moments = moments.plus(customer.drawn(cell, random));
          }
          cells.put(cell, moments);
        });
    return cells;
  }

  private static Map<String, Integer> each(int size) {
    return CELLS.stream().collect(Collectors.toMap(cell -> cell, cell -> size));
  }

  /** At 30 and 90 days the same customers, at 365 nobody yet. */
  private static Conclusions of(TreeMap<String, Moments> cells, List<Opportunities> opportunities) {
    Design design = Design.nightly(settings("expected-customers = 8000"));
    NavigableMap<Integer, Map<String, Moments>> moments = new TreeMap<>();
    moments.put(30, cells);
    moments.put(90, cells);
    NavigableMap<Integer, Boolean> horizons = new TreeMap<>(Map.of(30, true, 90, true, 365, false));
    Map<String, Long> counts =
        cells.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, cell -> cell.getValue().count()));
    Conclusions conclusions = new Conclusions();
    conclusions.add(
        design,
        moments,
        Effects.of(design, horizons, moments),
        Checks.of(design, counts, cells, opportunities));
    return conclusions;
  }

  private static Map<String, String> column(List<Row> rows, String name) {
    Function<Row, String> value =
        row -> String.valueOf(row.get(Claims.CLAIMS.schema().fieldIndex(name)));
    return rows.stream().collect(Collectors.toMap(row -> row.getString(0), value));
  }

  private static Map<String, String> wordings(Conclusions conclusions) {
    return column(conclusions.claims(), "wording");
  }

  private static Map<String, String> verdicts(Conclusions conclusions) {
    return column(conclusions.claims(), "verdict");
  }

  @Test
  void whatWasPlantedIsSaidAndWhatWasNotIsNot() {
    Conclusions conclusions = of(cells(each(2_000), ConclusionsTest::planted), List.of());
    Map<String, String> wordings = wordings(conclusions);
    assertThat(wordings.get("spring/cross_selling/average_order_value/30"))
        .startsWith("Cross-selling raised AOV: orders of customers assigned to it were worth 1")
        .contains(
            " more on average within 30 days (+",
            "%, 95 % interval ",
            "however often it is looked at")
        .doesNotContain("Who orders changed");
    assertThat(wordings.get("spring/personalization/repeat_purchase_rate/90"))
        .startsWith("Personalization raised repeat purchase: of customers assigned to it ")
        .contains("percentage points more ordered again within 90 days (+");
    assertThat(wordings.get("spring/personalization/average_order_value/30"))
        .startsWith(
            "No change of AOV by personalization is shown within 30 days: the difference is ")
        .contains("are not excluded", "in four of five cases");
    assertThat(wordings.get("spring/cross_selling/average_order_value/365"))
        .isEqualTo(
            "Cross-selling, AOV, within 365 days: not matured. Those enrolled on 1 March 2026 have their 365 days complete on 2 March 2027.");
    assertThat(verdicts(conclusions))
        .containsEntry("spring/cross_selling/average_order_value/30", "shown")
        .containsEntry("spring/cross_selling/repeat_purchase_rate/90", "not_shown")
        .containsEntry("spring/interaction/average_order_value/30", "not_shown")
        .containsEntry("spring/personalization/repeat_purchase_rate/365", "not_matured");
  }

  @Test
  void exactlyTheTwoPrimariesAreMarked() {
    Conclusions conclusions = of(cells(each(500), ConclusionsTest::planted), List.of());
    int primary = ExperimentEffects.EXPERIMENT_EFFECTS.schema().fieldIndex("is_primary");
    assertThat(
            conclusions.effects().stream()
                .filter(row -> row.getBoolean(primary))
                .map(row -> row.getString(1) + " " + row.getString(2) + " " + row.getInt(3)))
        .containsExactlyInAnyOrder(
            "cross_selling average_order_value 30", "personalization repeat_purchase_rate 90");
  }

  @Test
  void whereMoreCustomersOrderAnOrdersValueIsSaidWithIt() {
    Conclusions conclusions =
        of(
            cells(
                each(4_000),
                (cell, random) -> {
                  boolean on = cell.endsWith("/on");
                  boolean orders = random.nextDouble() < (on ? .5 : .2);
                  return values(
                      orders ? (on ? 80 : 50) + random.nextDouble() : 0,
                      orders ? 1 : 0,
                      random.nextInt(3));
                }),
            List.of());
    assertThat(wordings(conclusions).get("spring/personalization/average_order_value/30"))
        .endsWith(" Who orders changed too.");
  }

  @Test
  void noEffectIsSaidOnlyWithinTheMargin() {
    Customer steady = (cell, random) -> values(50 + random.nextDouble(), 1, random.nextInt(3));
    Conclusions conclusions = of(cells(each(2_000), steady), List.of());
    assertThat(wordings(conclusions).get("spring/cross_selling/average_order_value/30"))
        .startsWith("Cross-selling has no effect on AOV within 30 days: the difference is ")
        .contains("inside the margin of ±2.0 % that was set beforehand");
    assertThat(verdicts(conclusions))
        .containsEntry("spring/interaction/average_order_value/30", "not_shown");
  }

  @Test
  void armsThatAreNotWhatWasDrawnAreNotToBeRead() {
    Map<String, Long> logged =
        Map.of("on/on", 900L, "on/off", 1_100L, "off/on", 1_100L, "off/off", 900L);
    Conclusions conclusions =
        of(
            cells(each(2_000), ConclusionsTest::planted),
            List.of(new Opportunities(logged, 9_000, 9_000, 0, 0)));
    assertThat(verdicts(conclusions).get("spring/cross_selling/average_order_value/30"))
        .isEqualTo("broken");
    assertThat(wordings(conclusions).get("spring/cross_selling/average_order_value/30"))
        .isEqualTo(
            "Cross-selling, AOV, within 30 days: not to be read. A check failed: 4,000 customers with a logged opportunity (off/off: 900, off/on: 1,100, on/off: 1,100, on/on: 900), sample ratio p < 0.001.");
    assertThat(conclusions.remarks())
        .singleElement()
        .asString()
        .startsWith("Experiment spring is not to be read.");
    // What nobody has completed is not matured all the same.
    assertThat(verdicts(conclusions))
        .containsEntry("spring/cross_selling/average_order_value/365", "not_matured");
  }

  @Test
  void exposuresInAnotherArmAndShownInSpiteOfItAreFound() {
    Map<String, Long> logged =
        Map.of("on/on", 1_000L, "on/off", 1_000L, "off/on", 1_000L, "off/off", 1_000L);
    assertThat(
            wordings(
                    of(
                        cells(each(2_000), ConclusionsTest::planted),
                        List.of(new Opportunities(logged, 9_000, 8_000, 81, 0))))
                .get("spring/personalization/repeat_purchase_rate/90"))
        .contains(
            "not to be read", "of 8,000 exposures 81 have another arm logged than the customer's");
    assertThat(
            wordings(
                    of(
                        cells(each(2_000), ConclusionsTest::planted),
                        List.of(new Opportunities(logged, 9_000, 8_000, 80, 91))))
                .get("spring/personalization/repeat_purchase_rate/90"))
        .contains(
            "of 9,000 exposures 91 were shown though the customer's arm has them switched off");
    assertThat(
            verdicts(
                of(
                    cells(each(2_000), ConclusionsTest::planted),
                    List.of(new Opportunities(logged, 9_000, 8_000, 80, 90)))))
        .containsEntry("spring/personalization/repeat_purchase_rate/90", "shown");
  }

  @Test
  void armsWithAnotherPastAreFound() {
    Conclusions conclusions =
        of(
            cells(
                each(2_000),
                (cell, random) ->
                    values(
                        random.nextInt(2) * 50,
                        1,
                        random.nextInt(3) + (cell.startsWith("on") ? 1 : 0))),
            List.of());
    assertThat(verdicts(conclusions))
        .containsEntry("spring/personalization/repeat_purchase_rate/90", "broken");
    assertThat(conclusions.remarks().get(0))
        .contains("of cross-selling differs by", "standard deviations, p < 0.001");
  }

  @Test
  void aMissingArmIsNamed() {
    Map<String, Integer> three = new TreeMap<>(each(40));
    three.remove("off/on");
    Conclusions conclusions = of(cells(three, ConclusionsTest::planted), List.of());
    assertThat(verdicts(conclusions))
        .containsEntry("spring/cross_selling/average_order_value/30", "broken");
    assertThat(wordings(conclusions).get("spring/cross_selling/average_order_value/30"))
        .contains("off/on: 0", "sample ratio p < 0.001");
  }

  @Test
  void tooFewCustomersOrOrdersSayNothing() {
    Conclusions one = of(cells(each(1), (cell, random) -> values(50, 1, 1)), List.of());
    assertThat(wordings(one).get("spring/cross_selling/average_order_value/30"))
        .isEqualTo(
            "Cross-selling, AOV, within 30 days: nothing can be said, for an arm has fewer than two customers.");
    Conclusions few = of(cells(each(200), ConclusionsTest::planted), List.of());
    assertThat(wordings(few).get("spring/cross_selling/average_order_value/30"))
        .matches(
            ".*nothing can be said, for an arm has \\d\\d orders, and below 100 nothing is read\\.");
    assertThat(verdicts(few))
        .containsEntry("spring/cross_selling/average_order_value/30", "too_few");
  }

  @Test
  void allOrdersInOneArmLeaveTheOthersWithoutAnAverage() {
    Conclusions conclusions =
        of(
            cells(
                each(2_000),
                (cell, random) ->
                    cell.equals("on/on") ? planted(cell, random) : values(0, 0, random.nextInt(3))),
            List.of());
    assertThat(wordings(conclusions).get("spring/cross_selling/average_order_value/30"))
        .isEqualTo(
            "Cross-selling, AOV, within 30 days: nothing can be said, for an arm has no orders.");
    assertThat(wordings(conclusions).get("spring/personalization/repeat_purchase_rate/90"))
        .contains("an arm has 0 orders, and below 100 nothing is read");
  }

  @Test
  void aConstantOutcomeIsSurvivedAndSaid() {
    Conclusions conclusions = of(cells(each(500), (cell, random) -> values(50, 1, 1)), List.of());
    assertThat(wordings(conclusions).get("spring/personalization/repeat_purchase_rate/90"))
        .isEqualTo(
            "Personalization, repeat purchase, within 90 days: nothing can be said, for every customer of an arm has the same value.");
  }

  @Test
  void oneCustomerWhoCarriesAnArmIsSaid() {
    Conclusions conclusions =
        of(
            cells(
                each(2_000),
                (cell, random) ->
                    random.nextInt(2_000) == 0 ? values(40_000, 1, 1) : planted(cell, random)),
            List.of());
    assertThat(wordings(conclusions).get("spring/cross_selling/average_order_value/30"))
        .contains("Heavy tail: one customer carries", "of an arm's revenue", "winsorized AOV");
    assertThat(wordings(conclusions).get("spring/cross_selling/average_order_value_winsorized/30"))
        .startsWith("Cross-selling raised winsorized AOV")
        .doesNotContain("Heavy tail");
  }

  @Test
  void anExperimentThatHasNotBegunIsOneSentence() {
    Conclusions conclusions = new Conclusions();
    conclusions.notStarted(Design.nightly(settings()));
    assertThat(wordings(conclusions))
        .containsExactly(
            Map.entry(
                "spring",
                "Experiment spring starts on 1 March 2026: nobody is enrolled yet, and nothing is compared."));
    assertThat(verdicts(conclusions)).containsEntry("spring", "not_started");
  }

  @Test
  void anExperimentMeasuredElsewhereIsReadOnceAndAgainstControl() {
    NavigableMap<Integer, Map<String, Moments>> moments = new TreeMap<>();
    TreeMap<String, Moments> arms =
        cells(Map.of("on/on", 800, "off/off", 800), ConclusionsTest::planted);
    arms.put("letter", arms.remove("on/on"));
    arms.put("control", arms.remove("off/off"));
    moments.put(14, arms);
    Conclusions conclusions = new Conclusions();
    conclusions.add(Design.elsewhere("mail", new TreeSet<>(arms.keySet()), settings()), moments);
    assertThat(wordings(conclusions).get("mail/letter/average_order_value/14"))
        .startsWith("letter raised AOV: orders of customers assigned to it were worth")
        .doesNotContain("however often");
    assertThat(conclusions.remarks()).isEmpty();
  }

  @Test
  void withoutControlNothingIsComparedAndItIsSaid() {
    NavigableMap<Integer, Map<String, Moments>> moments = new TreeMap<>();
    TreeMap<String, Moments> arms =
        cells(Map.of("on/on", 80, "off/off", 80), ConclusionsTest::planted);
    moments.put(14, arms);
    Conclusions conclusions = new Conclusions();
    conclusions.add(Design.elsewhere("mail", new TreeSet<>(arms.keySet()), settings()), moments);
    assertThat(conclusions.remarks())
        .containsExactly(
            "Experiment mail has no arm control (it has off/off, on/on): nothing is compared. Map the reference arm to control.");
    assertThat(conclusions.effects()).isEmpty();
    assertThat(verdicts(conclusions)).containsExactly(Map.entry("mail", "broken"));
    assertThat(conclusions.arms()).hasSize(2 * 7);
  }
}

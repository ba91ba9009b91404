package io.tandem.retention.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Weeks in remission of 42 patients (Gehan 1965, Biometrika 52): the published curve of the treated
 * arm and the published log-rank statistic. A plus marks a patient who was still in remission.
 */
class GehanTest {
  private static final Waiting TREATED =
      weeks("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+");
  private static final Waiting PLACEBO = weeks("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23");

  @Test
  void theCurveIsThePublishedOne() {
    Map<Integer, KaplanMeier.Step> steps =
        KaplanMeier.curve(TREATED, 100).stream()
            .collect(Collectors.toMap(KaplanMeier.Step::time, step -> step));
    Map<Integer, Double> published =
        Map.of(
            6, .857143, 7, .806723, 10, .752941, 13, .690196, 16, .627451, 22, .537815, 23,
            .448179);
    published.forEach(
        (week, share) ->
            assertThat(steps.get(week).survival())
                .as("S(%d)", week)
                .isCloseTo(share, within(5e-7)));
    assertThat(steps.get(6).atRisk()).isEqualTo(21);
    assertThat(steps.get(6).events()).isEqualTo(3);
    // Who was lost in week 6 was still at risk in it, and no longer in week 7.
    assertThat(steps.get(7).atRisk()).isEqualTo(17);
    assertThat(steps.get(8).survival()).isEqualTo(steps.get(7).survival());
    assertThat(steps).hasSize(35);
  }

  /** R's survfit with conf.type = "log-log": .620 to .952 in week 6, .188 to .680 in week 23. */
  @Test
  void theIntervalStaysBetweenZeroAndOne() {
    List<KaplanMeier.Step> steps = KaplanMeier.curve(TREATED, 100);
    assertThat(steps.get(0).lower()).as("nothing has happened yet").isEmpty();
    assertThat(steps.get(5).lower().orElseThrow()).isCloseTo(.620, within(5e-4));
    assertThat(steps.get(5).upper().orElseThrow()).isCloseTo(.952, within(5e-4));
    assertThat(steps.get(22).lower().orElseThrow()).isCloseTo(.188, within(5e-4));
    assertThat(steps.get(22).upper().orElseThrow()).isCloseTo(.680, within(5e-4));
  }

  @Test
  void everybodyGoneEndsTheCurveAtZero() {
    List<KaplanMeier.Step> steps = KaplanMeier.curve(PLACEBO, 100);
    assertThat(steps.get(steps.size() - 1).survival()).isCloseTo(0, within(1e-12));
    assertThat(steps.get(steps.size() - 1).upper()).isEmpty();
    assertThat(steps).hasSize(23);
  }

  @Test
  void theLogRankStatisticIsThePublishedOne() {
    LogRank test = LogRank.of(List.of(TREATED, PLACEBO)).orElseThrow();
    assertThat(test.chiSquare()).isCloseTo(16.792941, within(5e-7));
    assertThat(test.degreesOfFreedom()).isEqualTo(1);
    // The upper tail of χ² with one degree of freedom.
    assertThat(test.pValue()).isCloseTo(4.1689e-5, within(5e-9));
    assertThat(LogRank.of(List.of(PLACEBO, TREATED)).orElseThrow().chiSquare())
        .isCloseTo(test.chiSquare(), within(1e-9));
  }

  @Test
  void equalGroupsDoNotDifferHoweverManyThereAre() {
    LogRank test = LogRank.of(List.of(TREATED, TREATED, TREATED)).orElseThrow();
    assertThat(test.chiSquare()).isCloseTo(0, within(1e-9));
    assertThat(test.degreesOfFreedom()).isEqualTo(2);
    assertThat(test.pValue()).isCloseTo(1, within(1e-9));
  }

  /** Who was never at risk when an event came, such as customers of yesterday, changes nothing. */
  @Test
  void aGroupThatTellsNothingIsLeftOutWhereverItStands() {
    LogRank test = LogRank.of(List.of(TREATED, PLACEBO)).orElseThrow();
    Waiting yesterday = weeks("0+ 0+ 0+");
    for (List<Waiting> groups :
        List.of(
            List.of(yesterday, TREATED, PLACEBO),
            List.of(TREATED, yesterday, PLACEBO),
            List.of(TREATED, PLACEBO, yesterday))) {
      LogRank other = LogRank.of(groups).orElseThrow();
      assertThat(other.degreesOfFreedom()).isEqualTo(1);
      assertThat(other.chiSquare()).isCloseTo(test.chiSquare(), within(1e-9));
    }
    assertThat(LogRank.of(List.of(TREATED, yesterday))).isEmpty();
  }

  @Test
  void whatCannotBeComparedHasNoTest() {
    assertThat(LogRank.of(List.of())).isEmpty();
    assertThat(LogRank.of(List.of(TREATED))).isEmpty();
    Waiting nobodyCame = weeks("5+ 9+");
    assertThat(LogRank.of(List.of(nobodyCame, nobodyCame))).isEqualTo(Optional.empty());
    assertThat(KaplanMeier.curve(weeks("0+ 0+"), 10)).isEmpty();
  }

  private static Waiting weeks(String patients) {
    TreeMap<Integer, Waiting.Ending> endings = new TreeMap<>();
    for (String patient : patients.split(" ")) {
      boolean isCensored = patient.endsWith("+");
      endings.merge(
          Integer.parseInt(patient.replace("+", "")),
          isCensored ? new Waiting.Ending(0, 1) : new Waiting.Ending(1, 0),
          Waiting.Ending::plus);
    }
    return new Waiting(endings);
  }
}

package io.tandem.job;

import static io.tandem.table.RecommendationEvaluation.RECOMMENDATION_EVALUATION;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tandem.evaluation.ranking.Gate;
import io.tandem.evaluation.ranking.PairedBootstrap;
import io.tandem.job.Judgement.Contest;
import io.tandem.recommendation.PopularityWindow;
import io.tandem.recommendation.Recommendations;
import io.tandem.recommendation.RecommendationsSettings;
import io.tandem.recommendation.Rivals;
import io.tandem.recommendation.lister.Lister;
import io.tandem.refusal.Refusal;
import io.tandem.table.Columns;
import io.tandem.table.RecommendationEvaluation;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Purchases of the last weeks ↔ the lists that models from before them would have made: stages
 * {@code recommendation_evaluation} and decides whether personal lists are published. What the
 * models leave open is chosen on the weeks before, never on those they are judged by.
 */
final class RecommendationBackTest {

  /** Multiples of a customer's odds of taking a product again that the mixture may use. */
  private static final List<Double> REPEAT_ODDS = List.of(1.0, 0.0, 0.25, 4.0, 16.0, 64.0, 256.0);

  private final Night night;
  private final RecommendationsSettings settings;

  private final JudgedWeeks weeks;

  RecommendationBackTest(Night night) {
    this.night = night;
    this.settings = night.settings().recommendations();
    this.weeks = JudgedWeeks.before(night.runDate(), settings.evaluation());
  }

  /**
   * What the judge found.
   *
   * @param window of popularity that guesses best
   * @param isPersonalPublished whether personal lists are
   */
  record Outcome(PopularityWindow window, boolean isPersonalPublished) {}

  /**
   * What the models leave open.
   *
   * @param window of popularity
   * @param repeatOdds of the mixture
   */
  private record Choice(PopularityWindow window, double repeatOdds) {
    static final Choice WITHOUT_VALIDATION =
        new Choice(PopularityWindow.QUARTER, REPEAT_ODDS.get(0));

    String inWords() {
      return "popular: %s; mixture: %s times the odds".formatted(window.inWords(), repeatOdds);
    }
  }

  /** Stages the table; empty where there is nothing to judge. */
  Outcome stage() {
    if (settings.evaluation().testWeeks() == 0) {
      return stageNothing(Choice.WITHOUT_VALIDATION, "evaluation.test-weeks is 0");
    }
    Choice choice = choose();
    Optional<Rivals> rivals = rivals(weeks.testFrom(), weeks.until());
    if (rivals.isEmpty()) {
      return stageNothing(choice, "nobody had a preference before " + weeks.testFrom());
    }
    try (Rivals models = rivals.get()) {
      return stage(choice, models);
    }
  }

  private Outcome stage(Choice choice, Rivals models) {
    Judgement judgement =
        night.phase(
            "lists judged since " + weeks.testFrom(),
            () -> judge(models, choice),
            judged -> "%,d customers took something new".formatted(judged.lead().count()));
    if (judgement.board().isEmpty()) {
      return stageNothing(
          choice, "nobody with a preference before %s bought since".formatted(weeks.testFrom()));
    }
    boolean isPersonalPublished = passes(Optional.of(judgement.lead()));
    EvaluationRows rows =
        new EvaluationRows(
            judgement,
            models.customerShares(),
            models.firstDay(),
            weeks,
            Rivals.ALS,
            isPersonalPublished ? Rivals.ALS : Rivals.POPULAR);
    night.stage(RECOMMENDATION_EVALUATION, night.rows(RECOMMENDATION_EVALUATION, rows.list()), "");
    return new Outcome(choice.window(), isPersonalPublished);
  }

  /** The models of what was known before a day, trained on it. */
  private Optional<Rivals> rivals(LocalDate cut, LocalDate until) {
    return night.phase(
        "models before " + cut,
        () -> Rivals.of(asOf(cut), asOf(until)),
        found -> found.map(models -> "%,d products".formatted(models.items())).orElse("none"));
  }

  private Recommendations asOf(LocalDate day) {
    return night.recommendations(day, settings);
  }

  /** On the validation weeks. */
  private Choice choose() {
    if (settings.evaluation().validationWeeks() == 0) {
      return Choice.WITHOUT_VALIDATION;
    }
    Optional<Rivals> rivals = rivals(weeks.validationFrom(), weeks.testFrom());
    if (rivals.isEmpty()) {
      return Choice.WITHOUT_VALIDATION;
    }
    try (Rivals models = rivals.get()) {
      return night.phase("choices on validation", () -> choose(models), Choice::inWords);
    }
  }

  private static Choice choose(Rivals models) {
    TreeMap<String, Lister> listers = new TreeMap<>();
    for (PopularityWindow window : PopularityWindow.values()) {
      listers.put(window.name(), models.popular(window));
    }
    REPEAT_ODDS.forEach(odds -> listers.put(odds.toString(), models.mixture(odds)));
    String first = listers.firstKey();
    Judgement judgement =
        Judgement.of(models.customers(), new Contest(listers, first, first, models.items()));
    if (judgement.board().isEmpty()) {
      return Choice.WITHOUT_VALIDATION;
    }
    return new Choice(
        best(
            List.of(
                PopularityWindow.QUARTER,
                PopularityWindow.MONTH,
                PopularityWindow.WEEK,
                PopularityWindow.ALWAYS),
            window -> judgement.deciding(window.name(), Judgement.NEW)),
        best(REPEAT_ODDS, odds -> judgement.deciding(odds.toString(), Judgement.ALL)));
  }

  /** The first of the best; what is not a number is not good. */
  private static <T> T best(List<T> choices, ToDoubleFunction<T> value) {
    ToDoubleFunction<T> orNothing =
        choice -> Double.isNaN(value.applyAsDouble(choice)) ? -1 : value.applyAsDouble(choice);
    return choices.stream().max(Comparator.comparingDouble(orNothing)).orElseThrow();
  }

  private static Judgement judge(Rivals models, Choice choice) {
    PopularityWindow window = choice.window();
    TreeMap<String, Lister> listers =
        new TreeMap<>(
            Map.of(
                Rivals.ALS,
                models.als(),
                Rivals.ITEM_KNN,
                models.itemKnn(window),
                Rivals.PERSONAL_FREQUENCY,
                models.personalFrequency(window),
                Rivals.POPULAR,
                models.popular(window),
                Rivals.MIXTURE,
                models.mixture(choice.repeatOdds())));
    return Judgement.of(
        models.customers(),
        new Contest(listers, Rivals.ALS, Rivals.PERSONAL_FREQUENCY, models.items()));
  }

  private Outcome stageNothing(Choice choice, String because) {
    night
        .progress()
        .say("No back-test, and recommendation_evaluation is empty: %s.".formatted(because));
    night.stage(RECOMMENDATION_EVALUATION, night.rows(RECOMMENDATION_EVALUATION, List.of()), "");
    return new Outcome(choice.window(), passes(Optional.empty()));
  }

  /** Asks the gate, and tells the operator and the manifest what it said. */
  private boolean passes(Optional<PairedBootstrap> lead) {
    Gate.Verdict verdict =
        settings.gate() == RecommendationsSettings.Gate.OFF
            ? new Gate.Verdict(true, false, "the gate is off")
            : new Gate(settings.evaluation().minCustomers()).decide(lead, nightBefore());
    Optional<PairedBootstrap> interval = lead.filter(judged -> judged.count() > 1);
    Map<String, Object> remembered = new LinkedHashMap<>();
    remembered.put("is_published", verdict.isPublished());
    remembered.put("because", verdict.because());
    interval.ifPresent(
        judged -> {
          remembered.put("difference", judged.difference());
          remembered.put("difference_lower", judged.lower());
          remembered.put("difference_upper", judged.upper());
          remembered.put("customer_count", judged.count());
        });
    night.remember("personal lists", remembered);
    String words =
        "Personal lists against popular ones at what is new to the customer: %s%s."
            .formatted(verdict.because(), interval.map(RecommendationBackTest::inWords).orElse(""));
    if (!verdict.isPublished() && settings.gate() == RecommendationsSettings.Gate.STRICT) {
      throw Refusal.dataRefused(
          "Cannot publish user_recommendations for %s: %s Tune the model (recommendations tune) or set recommendations.gate = fall-back."
              .formatted(night.runDate(), words));
    }
    night
        .progress()
        .say(
            verdict.isWarning()
                ? "Warning: %s %s"
                    .formatted(
                        words,
                        verdict.isPublished()
                            ? "They are published; a second such night withdraws them."
                            : "Everyone gets popular lists. Try: recommendations tune")
                : words);
    return verdict.isPublished();
  }

  private static String inWords(PairedBootstrap lead) {
    return String.format(
        Locale.ROOT,
        " (NDCG@%d %+.4f, 95 %% interval %+.4f to %+.4f, %,d customers)",
        Judgement.DECIDING_K,
        lead.difference(),
        lead.lower(),
        lead.upper(),
        lead.count());
  }

  private Optional<Gate.NightBefore> nightBefore() {
    return night
        .before(RECOMMENDATION_EVALUATION)
        .where(
            col(RecommendationEvaluation.MODEL)
                .equalTo(Rivals.ALS)
                .and(col(RecommendationEvaluation.SLICE).equalTo(Judgement.NEW))
                .and(
                    col(RecommendationEvaluation.METRIC).equalTo(Judgement.DECIDING_METRIC.named()))
                .and(col(RecommendationEvaluation.K).equalTo(Judgement.DECIDING_K)))
        .select(
            col(RecommendationEvaluation.IS_PUBLISHED),
            coalesce(
                col(RecommendationEvaluation.DIFFERENCE_UPPER)
                    .lt(0)
                    .and(col(Columns.CUSTOMER_COUNT).geq(settings.evaluation().minCustomers())),
                lit(false)))
        .collectAsList()
        .stream()
        .findFirst()
        .map(row -> new Gate.NightBefore(row.getBoolean(0), row.getBoolean(1)));
  }
}

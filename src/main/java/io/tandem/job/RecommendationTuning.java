package io.tandem.job;

import io.tandem.evaluation.SuccessiveHalving;
import io.tandem.evaluation.SuccessiveHalving.Tried;
import io.tandem.job.Judgement.Contest;
import io.tandem.recommendation.Candidate;
import io.tandem.recommendation.PopularityWindow;
import io.tandem.recommendation.RecommendationsSettings;
import io.tandem.recommendation.Rivals;
import io.tandem.recommendation.lister.Lister;
import io.tandem.refusal.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings ↔ how well their models guess what customers bought in the validation weeks: tries many
 * for a few sweeps and the best for more, and prints the best as HOCON. The test weeks, by which
 * the nightly judge decides, are not touched.
 */
public final class RecommendationTuning implements Job {
  /** Sweeps of the three rounds; the last is enough for factors to settle. */
  private static final SuccessiveHalving SEARCH = new SuccessiveHalving(List.of(3, 6, 15));

  private static final int SHOWN = 5;

  private final int candidates;

  /**
   * @param candidates how many settings to try, today's among them
   */
  public RecommendationTuning(int candidates) {
    this.candidates = candidates;
  }

  @Override
  public String name() {
    return "recommendations tune";
  }

  @Override
  public void run(Night night) {
    RecommendationsSettings settings = night.settings().recommendations();
    JudgedWeeks weeks = JudgedWeeks.before(night.runDate(), settings.evaluation());
    Validation validation = new Validation(night, settings, weeks);
    Judgement peers = validation.peers();
    List<Tried<Candidate>> tried =
        SEARCH.search(Candidate.of(settings, candidates), validation::ndcgOfNew);
    Tried<Candidate> best = tried.get(0);
    Progress progress = night.progress();
    progress.say("");
    progress.say(
        "NDCG@%d of products new to the customer, %s to %s, %,d customers:"
            .formatted(
                Judgement.DECIDING_K,
                weeks.validationFrom(),
                weeks.testFrom().minusDays(1),
                peers.lead().count()));
    for (String model : peers.board().models()) {
      progress.say(
          "  %.4f  %s"
              .formatted(
                  peers.deciding(model, Judgement.NEW),
                  model.equals(Rivals.ALS) ? "als with today's settings" : model));
    }
    tried.stream()
        .limit(SHOWN)
        .forEach(
            one ->
                progress.say(
                    String.format(
                        Locale.ROOT,
                        "  %.4f  als: %s, %d iterations",
                        one.score(),
                        one.candidate().inWords(),
                        one.budget())));
    progress.say("");
    progress.say(
        "The best of %d. The more are tried, the luckier the best: the nightly judge tells on weeks that it was not chosen by."
            .formatted(candidates));
    progress.say("");
    best.candidate().hocon(best.budget()).lines().forEach(progress::say);
  }

  /** The validation weeks, and what was known before them. */
  private record Validation(Night night, RecommendationsSettings settings, JudgedWeeks weeks) {

    double ndcgOfNew(Candidate candidate, int iterations) {
      return night.phase(
          "%s, %d iterations".formatted(candidate.inWords(), iterations),
          () -> {
            try (Rivals models = models(candidate.in(settings, iterations))) {
              return judge(models, Map.of(Rivals.ALS, models.als()))
                  .deciding(Rivals.ALS, Judgement.NEW);
            }
          },
          "%.4f"::formatted);
    }

    /** Today's settings beside the other models. */
    Judgement peers() {
      return night.phase(
          "today's settings and other models",
          () -> {
            try (Rivals models = models(settings)) {
              Judgement judgement =
                  judge(
                      models,
                      Map.of(
                          Rivals.ALS,
                          models.als(),
                          Rivals.ITEM_KNN,
                          models.itemKnn(PopularityWindow.QUARTER),
                          Rivals.POPULAR,
                          models.popular(PopularityWindow.QUARTER)));
              if (judgement.lead().count() == 0) {
                throw nothingToGuess();
              }
              return judgement;
            }
          },
          judged -> "%.4f".formatted(judged.deciding(Rivals.ALS, Judgement.NEW)));
    }

    private Rivals models(RecommendationsSettings with) {
      Optional<Rivals> models =
          Rivals.of(
              night.recommendations(weeks.validationFrom(), with),
              night.recommendations(weeks.testFrom(), with));
      return models.orElseThrow(this::nothingToGuess);
    }

    private Refusal nothingToGuess() {
      return Refusal.dataRefused(
          "Cannot tune for %s: no customer with a purchase before %s bought anything new up to %s. Choose a later --run-date or other recommendations.evaluation weeks."
              .formatted(night.runDate(), weeks.validationFrom(), weeks.testFrom().minusDays(1)));
    }

    private static Judgement judge(Rivals models, Map<String, Lister> listers) {
      return Judgement.of(
          models.customers(),
          new Contest(new TreeMap<>(listers), Rivals.ALS, Rivals.ALS, models.items()));
    }
  }
}

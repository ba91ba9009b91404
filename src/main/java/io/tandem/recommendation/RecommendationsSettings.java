package io.tandem.recommendation;

import io.tandem.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * How preferences are read, factors found and lists made; {@code reference.conf} explains each
 * setting.
 *
 * @param engine who factorizes
 * @param listLength most products of a customer's list
 * @param similarListLength most similar products of a product
 * @param popularListLength most products of a scope's popularity list
 * @param halfLifeDays days after which a purchase counts half
 * @param alreadyBought what becomes of products the customer has bought
 * @param popularityWindowDays days before the run date that count for popularity; empty: whichever
 *     window guesses best on the validation weeks
 * @param categories that may be recommended, with all below them; empty: all
 * @param maxPerCategory most products of one category in a personal list; 0: no bound
 * @param minScore lower scores are not recommended
 * @param becauseOfLength most bought products that are named as the cause of a recommendation
 * @param stopList product ids that are no products, such as postage
 * @param als the model's settings
 * @param evaluation how models are judged
 * @param gate what happens where the judge finds the personal lists wanting
 * @param tasteSegments how many groups of customers of like taste, at most
 * @param trending what sells better than before
 * @param buyAgain what a customer is due to buy again
 */
public record RecommendationsSettings(
    Engine engine,
    int listLength,
    int similarListLength,
    int popularListLength,
    double halfLifeDays,
    AlreadyBought alreadyBought,
    Optional<Integer> popularityWindowDays,
    List<String> categories,
    int maxPerCategory,
    Optional<Double> minScore,
    int becauseOfLength,
    List<String> stopList,
    AlsSettings als,
    Evaluation evaluation,
    Gate gate,
    int tasteSegments,
    TrendingSettings trending,
    BuyAgainSettings buyAgain) {

  /** Who factorizes: the kernel of our own, or stock MLlib. */
  public enum Engine {
    TANDEM,
    MLLIB
  }

  /** What becomes of products that the customer has bought. */
  public enum AlreadyBought {
    /** They are not in the list. */
    HIDE,
    /** They stand after all others. */
    DEMOTE,
    /** They stand where their score puts them. */
    KEEP
  }

  /** What happens where personal lists do not beat those to beat. */
  public enum Gate {
    /** Everyone gets popular lists; the run ends well. */
    FALL_BACK,
    /** Nothing is published. */
    STRICT,
    /** Personal lists are published all the same. */
    OFF
  }

  /**
   * How models are judged.
   *
   * @param testWeeks the last weeks, whose purchases are guessed; 0 leaves the judge out
   * @param validationWeeks the weeks before, which choose the window of popularity and the weight
   *     of the mixture; 0: nothing is chosen
   * @param minCustomers with fewer to judge by the gate stays as it is
   */
  public record Evaluation(int testWeeks, int validationWeeks, int minCustomers) {
    public Evaluation {
      Refusal.unless(testWeeks >= 0, "evaluation.test-weeks", testWeeks, "at least 0");
      Refusal.unless(
          validationWeeks >= 0, "evaluation.validation-weeks", validationWeeks, "at least 0");
      Refusal.unless(minCustomers >= 2, "evaluation.min-customers", minCustomers, "at least 2");
    }
  }

  public RecommendationsSettings {
    Refusal.unless(listLength >= 1, "list-length", listLength, "at least 1");
    Refusal.unless(similarListLength >= 1, "similar-list-length", similarListLength, "at least 1");
    Refusal.unless(
        popularListLength >= listLength,
        "popular-list-length",
        popularListLength,
        "at least list-length");
    Refusal.unless(halfLifeDays > 0, "half-life-days", halfLifeDays, "above 0");
    popularityWindowDays.ifPresent(
        days -> Refusal.unless(days >= 1, "popularity-window-days", days, "at least 1"));
    Refusal.unless(maxPerCategory >= 0, "max-per-category", maxPerCategory, "at least 0");
    Refusal.unless(tasteSegments >= 2, "taste-segments", tasteSegments, "at least 2");
    Refusal.unless(becauseOfLength >= 0, "because-of-length", becauseOfLength, "at least 0");
    Refusal.unless(
        engine == Engine.TANDEM || als.regularizationExponent() == 1,
        "als.regularization-exponent",
        als.regularizationExponent(),
        "1 with engine = mllib, which knows no other");
    categories = List.copyOf(categories);
    stopList = List.copyOf(stopList);
  }

  /** These settings with another model. */
  public RecommendationsSettings with(double newHalfLifeDays, AlsSettings newAls) {
    return new RecommendationsSettings(
        engine,
        listLength,
        similarListLength,
        popularListLength,
        newHalfLifeDays,
        alreadyBought,
        popularityWindowDays,
        categories,
        maxPerCategory,
        minScore,
        becauseOfLength,
        stopList,
        newAls,
        evaluation,
        gate,
        tasteSegments,
        trending,
        buyAgain);
  }
}

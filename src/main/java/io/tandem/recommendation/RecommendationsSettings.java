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
 * @param popularityWindowDays days before the run date that count for popularity
 * @param categories that may be recommended, with all below them; empty: all
 * @param maxPerCategory most products of one category in a personal list; 0: no bound
 * @param minScore lower scores are not recommended
 * @param becauseOfLength most bought products that are named as the cause of a recommendation
 * @param stopList product ids that are no products, such as postage
 * @param als the model's settings
 */
public record RecommendationsSettings(
    Engine engine,
    int listLength,
    int similarListLength,
    int popularListLength,
    double halfLifeDays,
    AlreadyBought alreadyBought,
    int popularityWindowDays,
    List<String> categories,
    int maxPerCategory,
    Optional<Double> minScore,
    int becauseOfLength,
    List<String> stopList,
    AlsSettings als) {

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

  public RecommendationsSettings {
    Refusal.unless(listLength >= 1, "list-length", listLength, "at least 1");
    Refusal.unless(similarListLength >= 1, "similar-list-length", similarListLength, "at least 1");
    Refusal.unless(
        popularListLength >= listLength,
        "popular-list-length",
        popularListLength,
        "at least list-length");
    Refusal.unless(halfLifeDays > 0, "half-life-days", halfLifeDays, "above 0");
    Refusal.unless(
        popularityWindowDays >= 1, "popularity-window-days", popularityWindowDays, "at least 1");
    Refusal.unless(maxPerCategory >= 0, "max-per-category", maxPerCategory, "at least 0");
    Refusal.unless(becauseOfLength >= 0, "because-of-length", becauseOfLength, "at least 0");
    Refusal.unless(
        engine == Engine.TANDEM || als.regularizationExponent() == 1,
        "als.regularization-exponent",
        als.regularizationExponent(),
        "1 with engine = mllib, which knows no other");
    categories = List.copyOf(categories);
    stopList = List.copyOf(stopList);
  }
}

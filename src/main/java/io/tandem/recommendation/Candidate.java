package io.tandem.recommendation;

import io.tandem.recommendation.RecommendationsSettings.Engine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Settings of the model that may suit a shop better than those it has.
 *
 * @param halfLifeDays days after which a purchase counts half
 * @param als the model's settings
 */
public record Candidate(double halfLifeDays, AlsSettings als) {
  private static final List<Integer> FACTORS = List.of(8, 16, 32, 64, 128);
  private static final List<Double> EXPONENTS = List.of(0.0, 0.5, 1.0);
  private static final List<Double> HALF_LIVES = List.of(60.0, 120.0, 180.0, 365.0, 730.0);

  /**
   * Candidates: the settings themselves first, then draws over the usual ranges (alpha 1 to 100 and
   * regularization .001 to 1 evenly on the scale of logarithms), the same for the same seed.
   */
  public static List<Candidate> of(RecommendationsSettings settings, int count) {
    Random random = new Random(settings.als().seed());
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(new Candidate(settings.halfLifeDays(), settings.als()));
    while (candidates.size() < count) {
      candidates.add(drawn(settings, random));
    }
    return candidates;
  }

  private static Candidate drawn(RecommendationsSettings settings, Random random) {
    double halfLife = one(HALF_LIVES, random);
    int factors = one(FACTORS, random);
    double alpha = logUniform(1, 100, random);
    double regularization = logUniform(0.001, 1, random);
    double exponent = one(EXPONENTS, random);
    return new Candidate(
        halfLife,
        new AlsSettings(
            factors,
            settings.als().iterations(),
            alpha,
            regularization,
            settings.engine() == Engine.MLLIB ? 1 : exponent,
            settings.als().seed(),
            settings.als().warmStart()));
  }

  private static <T> T one(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  /** To two digits, so that what is printed is what was tried. */
  private static double logUniform(double from, double to, Random random) {
    double value = from * Math.pow(to / from, random.nextDouble());
    return Double.parseDouble(String.format(Locale.ROOT, "%.1e", value));
  }

  /** These settings with this model, trained for so many sweeps. */
  public RecommendationsSettings in(RecommendationsSettings settings, int iterations) {
    return settings.with(halfLifeDays, als(iterations));
  }

  private AlsSettings als(int iterations) {
    return new AlsSettings(
        als.factors(),
        iterations,
        als.alpha(),
        als.regularization(),
        als.regularizationExponent(),
        als.seed(),
        als.warmStart());
  }

  /** To be pasted into a job's settings. */
  public String hocon(int iterations) {
    return """
    recommendations {
      half-life-days = %s
      als {
        factors = %d
        iterations = %d
        alpha = %s
        regularization = %s
        regularization-exponent = %s
      }
    }"""
        .formatted(
            number(halfLifeDays),
            als.factors(),
            iterations,
            number(als.alpha()),
            number(als.regularization()),
            number(als.regularizationExponent()));
  }

  /** In one line. */
  public String inWords() {
    return "half-life %s days, %d factors, alpha %s, regularization %s · count^%s"
        .formatted(
            number(halfLifeDays),
            als.factors(),
            number(als.alpha()),
            number(als.regularization()),
            number(als.regularizationExponent()));
  }

  private static String number(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}

package io.tandem.experiment;

import io.tandem.experiment.analysis.ArmValue;
import io.tandem.experiment.analysis.Contrast;
import io.tandem.experiment.analysis.Effect;
import io.tandem.experiment.analysis.Metric;
import io.tandem.experiment.analysis.Moments;
import io.tandem.experiment.analysis.SampleRatio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What must hold before the effects of one experiment may be believed.
 *
 * @param design of the experiment
 * @param all checks that could be made
 */
record Checks(Design design, List<Check> all) {
  static final String SAMPLE_RATIO = "sample_ratio";
  static final String SAMPLE_RATIO_EXPOSED = "sample_ratio_exposed";

  /** More exposures than this in a wrong arm are no accident. */
  private static final double MOST_WRONG = .01;

  /**
   * The checks of an experiment.
   *
   * @param assigned customers by arm
   * @param past moments of the customers who have a past, by arm
   * @param opportunities what was logged, where exposures are read
   */
  static Checks of(
      Design design,
      Map<String, Long> assigned,
      Map<String, Moments> past,
      List<Opportunities> opportunities) {
    List<Check> checks = new ArrayList<>();
    checks.add(ratio(design, SAMPLE_RATIO, "customers assigned", assigned));
    for (Opportunities logged : opportunities) {
      checks.add(
          ratio(
              design,
              SAMPLE_RATIO_EXPOSED,
              "customers with a logged opportunity",
              logged.customers()));
      checks.add(
          wrong(
              design,
              "logged_arm",
              "of %,d exposures %,d have another arm logged than the customer's",
              logged.withArm(),
              logged.otherArm()));
      checks.add(
          wrong(
              design,
              "obeyed_arm",
              "of %,d exposures %,d were shown though the customer's arm has them switched off",
              logged.exposures(),
              logged.shownInSpite()));
    }
    for (Contrast contrast : design.contrasts()) {
      if (contrast.baseline() == Contrast.Baseline.OFF) {
        for (Metric covariate : Metric.PAST) {
          balance(design, contrast, covariate, past).ifPresent(checks::add);
        }
      }
    }
    return new Checks(design, List.copyOf(checks));
  }

  private static Check ratio(Design design, String kind, String who, Map<String, Long> counts) {
    SampleRatio ratio = SampleRatio.of(counts, design.shares());
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    Map<String, Long> all = new TreeMap<>();
    design.shares().keySet().forEach(arm -> all.put(arm, counts.getOrDefault(arm, 0L)));
    String arms =
        String.join(
            ", ",
            all.entrySet().stream()
                .map(arm -> "%s: %,d".formatted(arm.getKey(), arm.getValue()))
                .toList());
    return new Check(
        design.name(),
        kind,
        "arms",
        total,
        ratio.chiSquare(),
        ratio.pValue(),
        Check.Outcome.of(ratio.isPassed()),
        Double.isNaN(ratio.pValue())
            ? "no %s".formatted(who)
            : "%,d %s (%s), sample ratio p %s"
                .formatted(total, who, arms, Figure.probability(ratio.pValue())));
  }

  private static Check wrong(Design design, String kind, String words, long all, long wrong) {
    double share = all == 0 ? Double.NaN : (double) wrong / all;
    return new Check(
        design.name(),
        kind,
        "exposures",
        all,
        share,
        Double.NaN,
        Check.Outcome.of(!(share > MOST_WRONG)),
        words.formatted(all, wrong));
  }

  private static Optional<Check> balance(
      Design design, Contrast contrast, Metric covariate, Map<String, Moments> past) {
    Effect difference = Effect.of(contrast, covariate, past);
    double p = difference.pValue();
    if (Double.isNaN(p)) {
      return Optional.empty();
    }
    ArmValue everybody =
        ArmValue.of(covariate, past.values().stream().reduce(Moments.none(), Moments::plus));
    double standardized =
        difference.estimate() / Math.sqrt(everybody.variance() * everybody.count());
    return Optional.of(
        new Check(
            design.name(),
            "balance",
            contrast.name() + ": " + covariate.named(),
            difference.count(),
            standardized,
            p,
            Check.Outcome.of(p >= SampleRatio.ALPHA),
            "%s of %s differs by %s standard deviations, p %s"
                .formatted(
                    covariate.named().replace('_', ' '),
                    contrast.name().replace('_', '-'),
                    Figure.thousandths(standardized),
                    Figure.probability(p))));
  }

  /** The first that failed, in words; empty where all hold. */
  Optional<String> failure() {
    return all.stream().filter(check -> !check.isPassed()).map(Check::finding).findFirst();
  }

  /** The sample ratio over those who could notice, else over all. */
  double sampleRatioP() {
    return all.stream()
        .filter(check -> check.kind().startsWith(SAMPLE_RATIO))
        .filter(check -> !Double.isNaN(check.pValue()))
        .reduce((assigned, exposed) -> exposed)
        .map(Check::pValue)
        .orElse(Double.NaN);
  }

  /** All of them in one line. */
  String inWords() {
    List<String> words = new ArrayList<>();
    List<Check> balances = all.stream().filter(check -> check.kind().equals("balance")).toList();
    all.stream()
        .filter(check -> !check.kind().equals("balance") || !check.isPassed())
        .forEach(check -> words.add(check.finding() + (check.isPassed() ? "" : ": FAILED")));
    if (!balances.isEmpty() && balances.stream().allMatch(Check::isPassed)) {
      words.add(
          "the past of the arms is alike, least p "
              + Figure.probability(
                  balances.stream().mapToDouble(Check::pValue).min().getAsDouble()));
    }
    return String.join("; ", words);
  }
}

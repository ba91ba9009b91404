package io.tandem.experiment;

import io.tandem.experiment.analysis.Contrast;
import io.tandem.experiment.analysis.Cuped;
import io.tandem.experiment.analysis.Effect;
import io.tandem.experiment.analysis.Metric;
import io.tandem.experiment.analysis.Moments;
import io.tandem.experiment.analysis.Sequential;
import io.tandem.experiment.analysis.Variable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * An effect, and all that decides how it may be spoken of.
 *
 * @param arms those of the compared arms that have customers
 * @param leastOrders orders of the arm with fewest
 * @param topCustomerShare of the revenue, in the arm where it is greatest
 * @param isMatured whether the horizon is complete for all who were enrolled at the start
 * @param adjustedP the p that decides; NaN where nothing does
 */
record Finding(
    Design design,
    Contrast contrast,
    Metric metric,
    int horizonDays,
    Effect effect,
    Optional<Cuped> cuped,
    Set<String> arms,
    long leastOrders,
    double topCustomerShare,
    boolean isMatured,
    double adjustedP) {
  private static final double ALPHA = .05;

  /** The 80 % quantile of the normal distribution: power in four of five cases. */
  private static final double POWER = .8416212335729143;

  /** Above it one customer carries an arm's money. */
  static final double GREATEST_SHARE = .1;

  /** What an effect may be said to be. */
  enum Verdict {
    SHOWN,
    NO_EFFECT,
    NOT_SHOWN,
    NOT_MATURED,
    TOO_FEW,
    BROKEN
  }

  static Finding of(
      Design design,
      Contrast contrast,
      Metric metric,
      int horizonDays,
      boolean isMatured,
      Map<String, Moments> arms) {
    long leastOrders = Long.MAX_VALUE;
    double topShare = 0;
    for (String arm : contrast.weights().keySet()) {
      Moments moments = arms.getOrDefault(arm, Moments.none());
      leastOrders = Math.min(leastOrders, Math.round(moments.sum(Variable.ORDER_COUNT)));
      double revenue = moments.sum(Variable.REVENUE);
      topShare = Math.max(topShare, revenue > 0 ? moments.largest() / revenue : 0);
    }
    return new Finding(
        design,
        contrast,
        metric,
        horizonDays,
        Effect.of(contrast, metric, arms),
        Cuped.of(contrast, metric, arms),
        Set.copyOf(arms.keySet()),
        leastOrders,
        topShare,
        isMatured,
        Double.NaN);
  }

  Finding adjusted(double p) {
    return new Finding(
        design,
        contrast,
        metric,
        horizonDays,
        effect,
        cuped,
        arms,
        leastOrders,
        topCustomerShare,
        isMatured,
        p);
  }

  boolean isPrimary() {
    return design.isPrimary(contrast.name(), metric, horizonDays);
  }

  /** The interval that may be looked at every night, where there are enough orders for one. */
  private Optional<Sequential> sequential() {
    return design.sequential().filter(any -> leastOrders >= Sequential.LEAST_ORDERS);
  }

  /** The p of this effect alone, which the adjusted one comes from. */
  double ownP() {
    if (design.sequential().isPresent()) {
      return sequential()
          .filter(any -> !Double.isNaN(effect.statistic()))
          .map(sequence -> sequence.pValue(effect.statistic(), effect.count()))
          .orElse(Double.NaN);
    }
    return effect.pValue();
  }

  /** Half of the interval that decides; NaN where none does. */
  double halfWidth() {
    if (design.sequential().isPresent()) {
      return sequential()
          .map(sequence -> sequence.halfWidth(effect.count()) * effect.standardError())
          .orElse(Double.NaN);
    }
    return effect.halfWidth();
  }

  double lower() {
    return effect.estimate() - halfWidth();
  }

  double upper() {
    return effect.estimate() + halfWidth();
  }

  double smallestDetectableEffect() {
    return halfWidth() + POWER * effect.standardError();
  }

  /** What may be said of it, where no check has failed. */
  Verdict verdict() {
    if (!isMatured && effect.count() == 0) {
      return Verdict.NOT_MATURED;
    }
    if (Double.isNaN(adjustedP)) {
      return isMatured ? Verdict.TOO_FEW : Verdict.NOT_MATURED;
    }
    if (adjustedP <= ALPHA) {
      return Verdict.SHOWN;
    }
    double margin = design.margin() * Math.abs(effect.baseline());
    return -margin < lower() && upper() < margin ? Verdict.NO_EFFECT : Verdict.NOT_SHOWN;
  }

  /** The row of {@code experiment_effects}. */
  Row row(double sampleRatioP) {
    double halfSequential = sequential().isPresent() ? halfWidth() : Double.NaN;
    return RowFactory.create(
        design.name(),
        contrast.name(),
        metric.named(),
        horizonDays,
        effect.count(),
        orNull(effect.baseline()),
        orNull(effect.estimate()),
        orNull(effect.standardError()),
        orNull(effect.estimate() - effect.halfWidth()),
        orNull(effect.estimate() + effect.halfWidth()),
        orNull(effect.relative()),
        orNull(effect.relative() - effect.relativeHalfWidth()),
        orNull(effect.relative() + effect.relativeHalfWidth()),
        orNull(effect.statistic()),
        orNull(effect.freedom()),
        orNull(effect.pValue()),
        orNull(adjustedP),
        orNull(effect.estimate() - halfSequential),
        orNull(effect.estimate() + halfSequential),
        sequential().isPresent() ? orNull(ownP()) : null,
        cuped.map(adjusted -> orNull(adjusted.estimate())).orElse(null),
        cuped.map(adjusted -> orNull(adjusted.estimate() - adjusted.halfWidth())).orElse(null),
        cuped.map(adjusted -> orNull(adjusted.estimate() + adjusted.halfWidth())).orElse(null),
        cuped.map(adjusted -> adjusted.thetas().get(Variable.PRE_REVENUE)).orElse(null),
        cuped.map(adjusted -> adjusted.thetas().get(Variable.PRE_ORDER_COUNT)).orElse(null),
        cuped.map(adjusted -> orNull(1 - adjusted.variance() / effect.variance())).orElse(null),
        orNull(smallestDetectableEffect()),
        orNull(sampleRatioP),
        effect.count() == 0 ? null : topCustomerShare,
        isPrimary(),
        isMatured);
  }

  /** What a table holds of a number that there may be none of. */
  static Double orNull(double number) {
    return Double.isFinite(number) ? number : null;
  }
}

package io.tandem.coverage;

import io.tandem.experiment.analysis.Contrast;
import io.tandem.experiment.analysis.Effect;
import io.tandem.experiment.analysis.Metric;
import io.tandem.experiment.analysis.Sequential;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.random.RandomDataGenerator;

/**
 * Whether an experiment may be looked at every night: in how many shops without any effect the
 * interval ever leaves out zero, and in how many with one it does. Shop n of a series has the seed
 * of the series plus n.
 *
 * @param customers enrolled in each shop, one after another
 * @param looks nights, evenly among them
 */
public record SequentialCoverage(ExperimentShop shop, int customers, int looks) {
  private static final double LEVEL = .05;

  private static final double NORMAL = 1.9599;

  /** How sure a test of the right size must be to stay below the bound. */
  private static final double SURE = .99;

  /** An interval that may be read once errs at least so often when it is read nightly. */
  private static final double CONTROL = .2;

  /**
   * What the experiment is for.
   *
   * @param leastPower share of shops in which it must be shown; 0: whatever comes out
   */
  private record Question(Contrast contrast, Metric metric, int days, double leastPower) {
    String inWords() {
      return "%s on %s at %d days".formatted(contrast.name(), metric.named(), days);
    }
  }

  private static final Question ORDER_VALUE =
      // In 30 days a shop of this size has too few orders, which is good to know.
      new Question(ExperimentShop.CONTRASTS.get(0), Metric.AVERAGE_ORDER_VALUE, 30, 0);
  private static final Question LATER_ORDER_VALUE =
      new Question(ExperimentShop.CONTRASTS.get(0), Metric.AVERAGE_ORDER_VALUE, 90, .9);
  private static final Question REPEAT =
      new Question(ExperimentShop.CONTRASTS.get(1), Metric.REPEAT_PURCHASE_RATE, 90, .9);

  /** Whether an effect was ever shown, by the interval of a night and by the one for one look. */
  private record Shown(boolean bySequential, boolean byFixed) {}

  /** Where there is no effect: by the interval of a night, and by the one that may be read once. */
  public List<Check> withoutEffects(int shops, long seed) {
    SequentialCoverage none = new SequentialCoverage(shop.withoutEffects(), customers, looks);
    int allowed = new BinomialDistribution(shops, LEVEL).inverseCumulativeProbability(SURE);
    int least = (int) Math.ceil(CONTROL * shops);
    return Stream.of(ORDER_VALUE, REPEAT)
        .flatMap(
            question -> {
              List<Shown> shown = each(shops, seed, random -> none.everShown(question, random));
              long sequential = count(shown, Shown::bySequential);
              long fixed = count(shown, Shown::byFixed);
              return Stream.of(
                  Check.atMost(
                      question.inWords() + ", none there, ever shown",
                      "in %,d of %,d shops, at most %,d".formatted(sequential, shops, allowed),
                      sequential,
                      allowed,
                      shops),
                  Check.atLeast(
                      question.inWords() + ", none there, ever shown by the interval for one look",
                      "in %,d of %,d shops; at least %,d, or the shops prove nothing"
                          .formatted(fixed, shops, least),
                      fixed,
                      least,
                      shops));
            })
        .toList();
  }

  /** Where there are effects: how often they are shown once all customers are in. */
  public List<Check> power(int shops, long seed) {
    return Stream.of(ORDER_VALUE, LATER_ORDER_VALUE, REPEAT)
        .map(
            question -> {
              long shown =
                  count(
                      each(shops, seed, random -> isShown(question, all(question, random))),
                      Boolean::booleanValue);
              double least = question.leastPower();
              return Check.atLeast(
                  question.inWords() + ", shown at the end",
                  "in %,d of %,d shops%s"
                      .formatted(
                          shown, shops, least > 0 ? ", at least %s of them".formatted(least) : ""),
                  (double) shown / shops,
                  least,
                  shops);
            })
        .toList();
  }

  private ExperimentDraw all(Question question, RandomDataGenerator random) {
    return ExperimentDraw.of(shop, customers, question.days(), random);
  }

  private Shown everShown(Question question, RandomDataGenerator random) {
    ExperimentDraw entered = ExperimentDraw.none();
    boolean bySequential = false;
    boolean byFixed = false;
    for (int night = 0; night < looks; night++) {
      int more = customers * (night + 1) / looks - customers * night / looks;
      entered = entered.plus(ExperimentDraw.of(shop, more, question.days(), random));
      bySequential |= isShown(question, entered);
      byFixed |= isShownAtOneLook(effect(question, entered));
    }
    return new Shown(bySequential, byFixed);
  }

  private boolean isShown(Question question, ExperimentDraw entered) {
    Effect effect = effect(question, entered);
    return entered.leastOrders() >= Sequential.LEAST_ORDERS
        && Math.abs(effect.statistic()) > new Sequential(customers).halfWidth(effect.count());
  }

  /** No t is below the normal quantile, which spares most looks the distribution of t. */
  private static boolean isShownAtOneLook(Effect effect) {
    return Math.abs(effect.statistic()) > NORMAL && effect.pValue() < LEVEL;
  }

  private static Effect effect(Question question, ExperimentDraw entered) {
    return Effect.of(question.contrast(), question.metric(), entered.customers());
  }

  private static <T> List<T> each(int shops, long seed, Function<RandomDataGenerator, T> shop) {
    return LongStream.range(seed, seed + shops)
        .parallel()
        .mapToObj(one -> shop.apply(new RandomDataGenerator(one)))
        .toList();
  }

  private static <T> long count(List<T> shops, Predicate<T> what) {
    return shops.stream().filter(what).count();
  }
}

package io.tandem.coverage;

import io.tandem.experiment.analysis.Contrast;
import io.tandem.experiment.analysis.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.random.RandomDataGenerator;

/**
 * Whether 95 % intervals of effects hold the truth in 95 of 100 shops. Shop n of a series has the
 * seed of the series plus n.
 *
 * @param customers enrolled in each shop
 */
public record ExperimentCoverage(ExperimentShop shop, int customers) {
  private static final double LEVEL = .95;

  /** Intervals of the right size fall outside the band in one of a thousand series. */
  private static final double OUTSIDE = .001;

  private static final int DAYS = 90;
  private static final List<Metric> METRICS =
      List.of(Metric.AVERAGE_ORDER_VALUE, Metric.REVENUE_PER_CUSTOMER, Metric.REPEAT_PURCHASE_RATE);

  /** Counts the shops in which each interval holds the truth. */
  public List<Check> checks(int shops, long seed) {
    List<Claim> claims = claims();
    List<List<Boolean>> held =
        LongStream.range(seed, seed + shops)
            .parallel()
            .mapToObj(one -> draw(one))
            .map(draw -> claims.stream().map(claim -> claim.holds().apply(draw)).toList())
            .toList();
    BinomialDistribution right = new BinomialDistribution(shops, LEVEL);
    double least = right.inverseCumulativeProbability(OUTSIDE / 2);
    double most = right.inverseCumulativeProbability(1 - OUTSIDE / 2);
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      int place = i;
      long holds = held.stream().filter(shop -> shop.get(place)).count();
      checks.add(claims.get(i).check(holds, shops, least, most));
    }
    return checks;
  }

  private ExperimentDraw draw(long seed) {
    return ExperimentDraw.of(shop, customers, DAYS, new RandomDataGenerator(seed));
  }

  private List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    for (Metric metric : METRICS) {
      for (Contrast contrast : ExperimentShop.CONTRASTS) {
        double truth = shop.truth(contrast, metric, DAYS);
        claims.add(claim("", contrast, metric, Interval::plain, truth));
        claims.add(claim(", adjusted for the past", contrast, metric, Interval::adjusted, truth));
        if (contrast.baseline() == Contrast.Baseline.OFF) {
          double relative = shop.relativeTruth(contrast, metric, DAYS);
          claims.add(claim(", relative", contrast, metric, Interval::relative, relative));
        }
      }
    }
    claims.add(control());
    return claims;
  }

  private static Claim claim(
      String how, Contrast contrast, Metric metric, Interval.Method method, double truth) {
    return new Claim(
        "%s on %s%s".formatted(contrast.name(), metric.named(), how),
        draw -> method.of(contrast, metric, draw.customers()).covers(truth),
        Expected.RIGHT);
  }

  /** Squares of orders, or of days, in place of customers': the band must notice it. */
  private Claim control() {
    Contrast contrast = ExperimentShop.CONTRASTS.get(0);
    Metric metric = Metric.REVENUE_PER_CUSTOMER;
    double truth = shop.truth(contrast, metric, DAYS);
    return new Claim(
        "%s on %s, by squares of orders (control)".formatted(contrast.name(), metric.named()),
        draw -> Interval.plain(contrast, metric, draw.withSquaresOfOrders()).covers(truth),
        Expected.WRONG);
  }

  private enum Expected {
    RIGHT,
    WRONG
  }

  /** That an interval holds the truth, which may be told of any shop. */
  private record Claim(String name, Function<ExperimentDraw, Boolean> holds, Expected expected) {
    Check check(long held, int shops, double least, double most) {
      String share = "the truth in %.2f %% of %,d shops".formatted(100.0 * held / shops, shops);
      return switch (expected) {
        case RIGHT ->
            Check.between(
                name,
                "%s, %.2f to %.2f %% allowed"
                    .formatted(share, 100 * least / shops, 100 * most / shops),
                (double) held / shops,
                least / shops,
                most / shops,
                shops);
        case WRONG ->
            Check.atMost(
                name,
                "%s; below %.2f %%, or the shops prove nothing"
                    .formatted(share, 100 * least / shops),
                (double) held / shops,
                (least - 1) / shops,
                shops);
      };
    }
  }
}

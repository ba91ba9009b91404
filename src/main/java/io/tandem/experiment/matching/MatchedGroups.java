package io.tandem.experiment.matching;

import static io.tandem.experiment.matching.Strata.ALL_EXPOSED;
import static io.tandem.experiment.matching.Strata.ALL_UNEXPOSED;
import static io.tandem.experiment.matching.Strata.EXPOSED;
import static io.tandem.experiment.matching.Strata.TWICE_WEIGHTED;
import static io.tandem.experiment.matching.Strata.UNEXPOSED;
import static io.tandem.experiment.matching.Strata.WEIGHTED;
import static io.tandem.experiment.matching.Strata.product;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The exposed and the unexposed customers of one lever in one span, as sums over all strata.
 *
 * @param sums by the names that {@link Strata} gives them
 */
public record MatchedGroups(Lever lever, Span span, Map<String, BigDecimal> sums) {
  public MatchedGroups {
    sums = Map.copyOf(sums);
  }

  /**
   * The groups of every lever and span in which somebody had ordered before, in order. One Spark
   * job; what is collected does not grow.
   */
  public static List<MatchedGroups> of(
      Dataset<Row> orders, Dataset<Row> exposures, ExposureWindow window, ZoneId timeZone) {
    return ShoppingHistories.of(orders, exposures, window, timeZone)
        .transform(Strata::sums)
        .collectAsList()
        .stream()
        .map(MatchedGroups::of)
        .sorted(Comparator.comparing(MatchedGroups::lever).thenComparing(MatchedGroups::span))
        .toList();
  }

  private static MatchedGroups of(Row row) {
    return new MatchedGroups(
        Lever.valueOf(row.getString(0)),
        Span.valueOf(row.getString(1)),
        Arrays.stream(row.schema().fieldNames())
            .skip(2)
            .collect(
                Collectors.toMap(
                    name -> name, name -> new BigDecimal(row.getAs(name).toString()))));
  }

  /** Whether anybody has a match. */
  public boolean areComparable() {
    return exposed() > 0;
  }

  /** All who were shown something. */
  public long allExposed() {
    return count(ALL_EXPOSED);
  }

  /** All who were not. */
  public long allUnexposed() {
    return count(ALL_UNEXPOSED);
  }

  /** The exposed whom somebody is like. */
  public long exposed() {
    return count(EXPOSED);
  }

  /** The unexposed who are like somebody. */
  public long unexposed() {
    return count(UNEXPOSED);
  }

  /** How the matched differ in an outcome. */
  public Difference difference(Outcome outcome) {
    return new Difference(side(outcome, EXPOSED, EXPOSED), side(outcome, WEIGHTED, TWICE_WEIGHTED));
  }

  private Side side(Outcome outcome, String weighted, String twiceWeighted) {
    String numerator = outcome.numerator().named();
    String denominator = outcome.denominator().named();
    String customers = Variable.CUSTOMERS.named();
    double count = sum(weighted + customers);
    return new Side(
        sum(weighted + numerator),
        sum(weighted + denominator),
        sum(twiceWeighted + product(numerator, numerator)),
        sum(twiceWeighted + product(numerator, denominator)),
        sum(twiceWeighted + product(denominator, denominator)),
        count * count / sum(twiceWeighted + product(customers, customers)));
  }

  /** Whether they were alike in a covariate. */
  public Balance balance(Covariate covariate) {
    double deviation = deviation(covariate.named());
    double exposedMean = mean(EXPOSED, covariate);
    double unexposedMean = mean(WEIGHTED, covariate);
    return new Balance(
        exposedMean,
        unexposedMean,
        Balance.standardized(
            mean(ALL_EXPOSED, covariate), mean(ALL_UNEXPOSED, covariate), deviation),
        Balance.standardized(exposedMean, unexposedMean, deviation));
  }

  /** The largest difference after matching, whatever its sign; NaN where one is not known. */
  public double largestImbalance() {
    return Arrays.stream(Covariate.values())
        .mapToDouble(covariate -> Math.abs(balance(covariate).after()))
        .max()
        .orElseThrow();
  }

  private double mean(String side, Covariate covariate) {
    return sum(side + covariate.named()) / sum(side + Variable.CUSTOMERS.named());
  }

  /** Of all exposed customers, from exact sums: 0 where all have the same value. */
  private double deviation(String covariate) {
    BigDecimal count = sums.get(ALL_EXPOSED + Variable.CUSTOMERS.named());
    BigDecimal sum = sums.get(ALL_EXPOSED + covariate);
    BigDecimal squares = sums.get(ALL_EXPOSED + product(covariate, covariate));
    double n = count.doubleValue();
    return Math.sqrt(
        count.multiply(squares).subtract(sum.multiply(sum)).doubleValue() / (n * (n - 1)));
  }

  private long count(String side) {
    return sums.get(side + Variable.CUSTOMERS.named()).longValueExact();
  }

  private double sum(String name) {
    return sums.get(name).doubleValue();
  }
}

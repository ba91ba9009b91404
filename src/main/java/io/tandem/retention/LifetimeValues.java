package io.tandem.retention;

import static io.tandem.retention.PurchaseHistories.EARLIER_AGE;
import static io.tandem.retention.PurchaseHistories.EARLIER_FREQUENCY;
import static io.tandem.retention.PurchaseHistories.EARLIER_RECENCY;
import static io.tandem.retention.PurchaseHistories.LATER_PURCHASES;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.Columns.FREQUENCY;
import static io.tandem.table.Columns.MONETARY_VALUE;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.tandem.retention.lifetime.BgNbd;
import io.tandem.retention.lifetime.GammaGamma;
import io.tandem.retention.lifetime.MaximumLikelihood.Fit;
import io.tandem.retention.lifetime.Projection;
import io.tandem.statistics.Normal;
import io.tandem.table.CustomerValue;
import io.tandem.table.CustomerValueCalibration;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * What customers are expected to be worth: models of their purchases and of what these bring,
 * fitted on all that was read, and once more on what was known before the hold-out, to see whether
 * it would have come true. Holds cached data until it is closed.
 */
public final class LifetimeValues implements AutoCloseable {
  /** With fewer repeat customers four parameters would be guesses. */
  public static final int LEAST_REPEAT_CUSTOMERS = 30;

  /** Beyond it how often and how much hang together, which Gamma-Gamma takes for impossible. */
  public static final double GREATEST_CORRELATION = .15;

  private static final int LAST_CLASS = 7;

  private final Dataset<Row> histories;
  private final Facts facts;
  private final LifetimeValueSettings settings;
  private final LocalDate holdOutStart;
  private final Optional<Fit> purchases;
  private final Optional<Fit> amounts;
  private final Optional<Fit> earlierPurchases;

  private LifetimeValues(
      Dataset<Row> histories,
      Facts facts,
      LifetimeValueSettings settings,
      LocalDate holdOutStart,
      Optional<Fit> purchases,
      Optional<Fit> amounts,
      Optional<Fit> earlierPurchases) {
    this.histories = histories;
    this.facts = facts;
    this.settings = settings;
    this.holdOutStart = holdOutStart;
    this.purchases = purchases;
    this.amounts = amounts;
    this.earlierPurchases = earlierPurchases;
  }

  /**
   * Fits the models.
   *
   * @param orders as {@link Orders#from} gives them
   * @param value the column of the orders that holds what they bring
   */
  public static LifetimeValues fit(
      Dataset<Row> orders, String value, Horizon horizon, LifetimeValueSettings settings) {
    LocalDate lastDay = horizon.lastDay();
    LocalDate holdOutStart = lastDay.minusDays(settings.holdOutDays() - 1L);
    Dataset<Row> histories =
        PurchaseHistories.of(PurchaseDays.of(orders, value), lastDay, holdOutStart)
            .persist(StorageLevel.MEMORY_AND_DISK());
    Facts facts = Facts.of(histories);
    Optional<Fit> purchases =
        facts.repeaters() < LEAST_REPEAT_CUSTOMERS
            ? Optional.empty()
            : Optional.of(LifetimeModels.bgNbd(histories, facts.meanAge()));
    Optional<Fit> amounts =
        purchases.isEmpty() || facts.valued() < LEAST_REPEAT_CUSTOMERS
            ? Optional.empty()
            : Optional.of(
                    LifetimeModels.gammaGamma(
                        histories.where(col(FREQUENCY).gt(0).and(col(MONETARY_VALUE).gt(0))),
                        facts.meanValue()))
                .filter(fit -> Double.isFinite(GammaGamma.of(fit.parameters()).mean()));
    Dataset<Row> earlier =
        histories
            .where(col(EARLIER_FREQUENCY).geq(0))
            .select(
                col(EARLIER_FREQUENCY).as(FREQUENCY),
                col(EARLIER_RECENCY).as(PurchaseHistories.RECENCY),
                col(EARLIER_AGE).as(PurchaseHistories.AGE));
    Optional<Fit> earlierPurchases =
        facts.earlierRepeaters() < LEAST_REPEAT_CUSTOMERS
            ? Optional.empty()
            : Optional.of(LifetimeModels.bgNbd(earlier, facts.meanEarlierAge()));
    return new LifetimeValues(
        histories, facts, settings, holdOutStart, purchases, amounts, earlierPurchases);
  }

  /** The rows of {@code customer_value}; none where there are too few repeat customers. */
  public Dataset<Row> values() {
    Dataset<Row> shaped =
        histories.sparkSession().createDataFrame(List.of(), CustomerValue.CUSTOMER_VALUE.schema());
    if (purchases.isEmpty()) {
      return shaped;
    }
    Projection projection =
        new Projection(
            BgNbd.of(purchases.orElseThrow().parameters()),
            settings.horizonDays(),
            settings.discountRate());
    GammaGamma value = amounts.map(fit -> GammaGamma.of(fit.parameters())).orElse(null);
    return histories.mapPartitions(
        new Valuation(projection, value, settings.basis().label()),
        Encoders.row(CustomerValue.CUSTOMER_VALUE.schema()));
  }

  /** The rows of {@code customer_value_models}. */
  public List<Row> models() {
    List<Row> rows = new ArrayList<>();
    purchases.ifPresent(fit -> rows.addAll(bgNbd(fit, "all", facts.customers())));
    earlierPurchases.ifPresent(
        fit -> rows.addAll(bgNbd(fit, "before_hold_out", facts.earlierCustomers())));
    amounts.ifPresent(
        fit ->
            rows.addAll(
                parameters(
                    "gamma_gamma",
                    "all",
                    List.of("p", "q", "v"),
                    List.of("none", "none", "currency"),
                    fit,
                    facts.valued())));
    return rows;
  }

  /** The rows of {@code customer_value_calibration}. */
  public Dataset<Row> calibration() {
    if (earlierPurchases.isEmpty()) {
      return histories
          .sparkSession()
          .createDataFrame(List.of(), CustomerValueCalibration.CUSTOMER_VALUE_CALIBRATION.schema());
    }
    BgNbd model = BgNbd.of(earlierPurchases.orElseThrow().parameters());
    int days = settings.holdOutDays();
    UDF3<Integer, Integer, Integer, Double> expected =
        (frequency, recency, age) ->
            model.alive(frequency, recency, age) * model.purchasesIfAlive(frequency, age, days);
    Column predicted =
        udf(expected, DataTypes.DoubleType)
            .apply(col(EARLIER_FREQUENCY), col(EARLIER_RECENCY), col(EARLIER_AGE));
    Column actual = col(LATER_PURCHASES).cast("long");
    Column mean = col("actual").cast("double").divide(col(CUSTOMER_COUNT));
    Column variance =
        col("squares")
            .minus(mean.multiply(col("actual")))
            .divide(col(CUSTOMER_COUNT).minus(1))
            .divide(col(CUSTOMER_COUNT));
    Column halfWidth = when(col(CUSTOMER_COUNT).gt(1), sqrt(variance).multiply(Normal.Z));
    return histories
        .where(col(EARLIER_FREQUENCY).geq(0))
        .groupBy(least(col(EARLIER_FREQUENCY), lit(LAST_CLASS)).as("frequency_class"))
        .agg(
            count(lit(1)).as(CUSTOMER_COUNT),
            // As decimals, whose sum does not depend on the order of the rows.
            sum(predicted.cast("decimal(20,10)")).cast("double").as("predicted"),
            sum(actual).as("actual"),
            sum(actual.multiply(actual)).as("squares"))
        .withColumn("predicted_purchases", col("predicted").divide(col(CUSTOMER_COUNT)))
        .withColumn("actual_purchases", mean)
        .withColumn("actual_purchases_lower", mean.minus(halfWidth))
        .withColumn("actual_purchases_upper", mean.plus(halfWidth))
        .withColumn("hold_out_start", lit(Date.valueOf(holdOutStart)))
        .withColumn("hold_out_days", lit(days))
        .transform(CustomerValueCalibration.CUSTOMER_VALUE_CALIBRATION::shape);
  }

  /** What to tell the operator: what is missing and why, and what to beware of. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (purchases.isEmpty()) {
      remarks.add(
          "lifetime value is left out: %,d customers ordered again on a later day, and the model asks for %d"
              .formatted(facts.repeaters(), LEAST_REPEAT_CUSTOMERS));
      return remarks;
    }
    if (!purchases.orElseThrow().isIdentified()) {
      remarks.add(
          "the parameters of bg_nbd are not identified: others fit the purchases as well, so p_alive is rough");
    }
    if (amounts.isEmpty()) {
      remarks.add(
          "no value of customers: gamma_gamma could not be fitted to %,d repeat customers"
              .formatted(facts.valued()));
    }
    facts
        .correlation()
        .filter(correlation -> Math.abs(correlation) > GREATEST_CORRELATION)
        .ifPresent(
            correlation ->
                remarks.add(
                    "frequency and value are correlated (%.2f): gamma_gamma takes them for independent, so lifetime_value is rough"
                        .formatted(correlation)));
    if (earlierPurchases.isEmpty()) {
      remarks.add(
          "predictions are not held against what came: %,d customers had ordered again before the hold-out, and the model asks for %d"
              .formatted(facts.earlierRepeaters(), LEAST_REPEAT_CUSTOMERS));
    }
    return remarks;
  }

  /** Between how often repeat customers buy and how much; empty where there are too few. */
  public Optional<Double> correlation() {
    return facts.correlation();
  }

  @Override
  public void close() {
    histories.unpersist();
  }

  private static List<Row> bgNbd(Fit fit, String fittedOn, long customers) {
    return parameters(
        "bg_nbd",
        fittedOn,
        List.of("r", "alpha", "a", "b"),
        List.of("none", "days", "none", "none"),
        fit,
        customers);
  }

  private static List<Row> parameters(
      String model,
      String fittedOn,
      List<String> names,
      List<String> units,
      Fit fit,
      long customers) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      rows.add(
          RowFactory.create(
              model,
              fittedOn,
              names.get(i),
              fit.parameters()[i],
              fit.isIdentified() ? (Double) fit.standardErrors()[i] : null,
              units.get(i),
              customers,
              fit.logLikelihood(),
              fit.isIdentified()));
    }
    return rows;
  }

  /** Counts and exact sums over the histories. */
  private record Facts(
      long customers,
      long repeaters,
      double meanAge,
      long earlierCustomers,
      long earlierRepeaters,
      double meanEarlierAge,
      long valued,
      double meanValue,
      Optional<Double> correlation) {

    static Facts of(Dataset<Row> histories) {
      Column repeats = col(FREQUENCY).gt(0);
      Column isEarlier = col(EARLIER_FREQUENCY).geq(0);
      Column isValued = repeats.and(col(MONETARY_VALUE).gt(0));
      Column x = when(isValued, col(FREQUENCY)).cast("decimal(10,0)");
      Column z = when(isValued, col(MONETARY_VALUE)).cast("decimal(18,2)");
      Row row =
          histories
              .agg(
                  count(lit(1)).as("customers"),
                  count_if(repeats).as("repeaters"),
                  avg(col(PurchaseHistories.AGE)).as("age"),
                  count_if(isEarlier).as("earlier"),
                  count_if(col(EARLIER_FREQUENCY).gt(0)).as("earlier_repeaters"),
                  avg(when(isEarlier, col(EARLIER_AGE))).as("earlier_age"),
                  count_if(isValued).as("n"),
                  sum(x).cast("double").as("x"),
                  sum(z).cast("double").as("z"),
                  sum(x.multiply(x)).cast("double").as("xx"),
                  sum(z.multiply(z)).cast("double").as("zz"),
                  sum(x.multiply(z)).cast("double").as("xz"))
              .head();
      long n = row.getAs("n");
      return new Facts(
          row.getAs("customers"),
          row.getAs("repeaters"),
          number(row, "age"),
          row.getAs("earlier"),
          row.getAs("earlier_repeaters"),
          number(row, "earlier_age"),
          n,
          n == 0 ? 0 : number(row, "z") / n,
          correlation(row, n));
    }

    private static Optional<Double> correlation(Row row, long n) {
      double covariance = n * number(row, "xz") - number(row, "x") * number(row, "z");
      double ofFrequency = n * number(row, "xx") - number(row, "x") * number(row, "x");
      double ofValue = n * number(row, "zz") - number(row, "z") * number(row, "z");
      return ofFrequency > 0 && ofValue > 0
          ? Optional.of(covariance / Math.sqrt(ofFrequency * ofValue))
          : Optional.empty();
    }

    private static double number(Row row, String column) {
      return row.isNullAt(row.fieldIndex(column)) ? 0 : row.<Double>getAs(column);
    }
  }
}

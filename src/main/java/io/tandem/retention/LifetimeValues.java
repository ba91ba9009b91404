package io.tandem.retention;

import static io.tandem.retention.PurchaseHistories.EARLIER_AGE;
import static io.tandem.retention.PurchaseHistories.EARLIER_FREQUENCY;
import static io.tandem.retention.PurchaseHistories.EARLIER_RECENCY;
import static io.tandem.table.Columns.FREQUENCY;
import static io.tandem.table.Columns.MONETARY_VALUE;
import static org.apache.spark.sql.functions.col;

import io.tandem.retention.lifetime.BgNbd;
import io.tandem.retention.lifetime.GammaGamma;
import io.tandem.retention.lifetime.MaximumLikelihood.Fit;
import io.tandem.retention.lifetime.Projection;
import io.tandem.table.CustomerValue;
import io.tandem.table.CustomerValueCalibration;
import io.tandem.table.CustomerValueModels;
import io.tandem.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;

/**
 * What customers are expected to be worth: models of their purchases and of what these bring,
 * fitted on all that was read, and once more on what was known before the hold-out, to see whether
 * it would have come true. Holds cached data until it is closed.
 */
public final class LifetimeValues implements AutoCloseable {
  /** With fewer repeat customers four parameters would be guesses. */
  private static final int LEAST_REPEAT_CUSTOMERS = 30;

  private final Dataset<Row> histories;
  private final HistoryFacts facts;
  private final LifetimeValueSettings settings;
  private final HoldOut holdOut;
  private final Optional<Fit> purchases;
  private final Optional<Fit> amounts;
  private final Optional<Fit> earlierPurchases;

  private LifetimeValues(
      Dataset<Row> histories,
      HistoryFacts facts,
      LifetimeValueSettings settings,
      HoldOut holdOut,
      Optional<Fit> purchases,
      Optional<Fit> amounts,
      Optional<Fit> earlierPurchases) {
    this.histories = histories;
    this.facts = facts;
    this.settings = settings;
    this.holdOut = holdOut;
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
    HoldOut holdOut = HoldOut.of(lastDay, settings.holdOutDays());
    Dataset<Row> histories =
        PurchaseHistories.of(PurchaseDays.of(orders, value), lastDay, holdOut.start())
            .persist(StorageLevel.MEMORY_AND_DISK());
    HistoryFacts facts = HistoryFacts.of(histories);
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
        histories, facts, settings, holdOut, purchases, amounts, earlierPurchases);
  }

  /** The rows of {@code customer_value}; none where there are too few repeat customers. */
  public Dataset<Row> values() {
    if (purchases.isEmpty()) {
      return none(CustomerValue.CUSTOMER_VALUE);
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
      return none(CustomerValueCalibration.CUSTOMER_VALUE_CALIBRATION);
    }
    return holdOut.calibration(histories, BgNbd.of(earlierPurchases.orElseThrow().parameters()));
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
    if (amounts.filter(fit -> !fit.isIdentified()).isPresent()) {
      remarks.add(
          "the parameters of gamma_gamma are not identified: others fit the amounts as well, so lifetime_value is rough");
    }
    if (facts.valued() < facts.repeaters()) {
      remarks.add(
          "%,d of %,d repeat customers brought nothing or less: gamma_gamma is fitted on the others, so lifetime_value is too high"
              .formatted(facts.repeaters() - facts.valued(), facts.repeaters()));
    }
    if (amounts.isEmpty()) {
      remarks.add(
          "no value of customers: gamma_gamma could not be fitted to %,d repeat customers"
              .formatted(facts.valued()));
    }
    facts
        .correlation()
        .filter(correlation -> Math.abs(correlation) > CustomerValueModels.GREATEST_CORRELATION)
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

  @Override
  public void close() {
    histories.unpersist();
  }

  private Dataset<Row> none(Table table) {
    return histories.sparkSession().createDataFrame(List.of(), table.schema());
  }

  private List<Row> bgNbd(Fit fit, String fittedOn, long customers) {
    return parameters(
        "bg_nbd",
        fittedOn,
        List.of("r", "alpha", "a", "b"),
        List.of("none", "days", "none", "none"),
        fit,
        customers);
  }

  private List<Row> parameters(
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
              fit.isIdentified(),
              model.equals("gamma_gamma") ? facts.correlation().orElse(null) : null));
    }
    return rows;
  }
}

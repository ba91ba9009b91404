package io.tandem.sample;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Customer numbers → what the shop knows of them, then what is true of them. */
final class CustomerRows implements MapPartitionsFunction<Long, Row> {
  private static final long serialVersionUID = 1L;

  static final List<String> KNOWN =
      List.of("customer_id", "registered_at", "country", "personalization_opt_out");
  static final List<String> TRUTH =
      List.of(
          "customer_id",
          "taste",
          "cycle_days",
          "earlier_taste",
          "taste_changed_on",
          "replenished_product",
          "replenished_every_days");
  static final StructType SCHEMA =
      CsvTable.schema(
          "customer_id",
          "registered_at",
          "country",
          "personalization_opt_out",
          "taste",
          "cycle_days",
          "earlier_taste",
          "taste_changed_on",
          "replenished_product",
          "replenished_every_days");

  private final ShopPlan plan;

  CustomerRows(ShopPlan plan) {
    this.plan = plan;
  }

  @Override
  public Iterator<Row> call(Iterator<Long> numbers) {
    Shoppers shoppers = new Shoppers(plan);
    Replenishment replenishment = new Replenishment(plan, Catalogue.of(plan));
    return CsvTable.stream(numbers)
        .map(shoppers::registered)
        .map(shopper -> row(shopper, replenishment.of(shopper)))
        .iterator();
  }

  private static Row row(Shopper shopper, Optional<Habit> habit) {
    return RowFactory.create(
        CsvTable.values(
                List.of(
                    shopper.customerId(),
                    OrderLineRow.TIME.format(shopper.registeredAt()),
                    shopper.country(),
                    Boolean.toString(shopper.optsOut()),
                    taste(shopper.taste()),
                    days(shopper.cycleDays()),
                    shopper.change().map(change -> taste(change.before())).orElse(""),
                    shopper.change().map(change -> change.on().toString()).orElse(""),
                    habit.map(kept -> kept.product().id()).orElse(""),
                    habit.map(kept -> days(kept.days())).orElse("")))
            .toArray());
  }

  private static String taste(Taste taste) {
    return String.join(" ", taste.rounded());
  }

  private static String days(double days) {
    return String.format(Locale.ROOT, "%.1f", days);
  }
}

package io.tandem.sample;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Customer numbers → what the shop knows of them, then what is true of them. */
final class CustomerRows implements MapPartitionsFunction<Long, Row> {
  private static final long serialVersionUID = 1L;

  static final List<String> KNOWN =
      List.of("customer_id", "registered_at", "country", "personalization_opt_out");
  static final List<String> TRUTH = List.of("customer_id", "taste", "cycle_days");
  static final StructType SCHEMA =
      CsvTable.schema(
          "customer_id",
          "registered_at",
          "country",
          "personalization_opt_out",
          "taste",
          "cycle_days");

  private final ShopPlan plan;

  CustomerRows(ShopPlan plan) {
    this.plan = plan;
  }

  @Override
  public Iterator<Row> call(Iterator<Long> numbers) {
    Shoppers shoppers = new Shoppers(plan);
    return CsvTable.stream(numbers).map(shoppers::registered).map(CustomerRows::row).iterator();
  }

  private static Row row(Shopper shopper) {
    return RowFactory.create(
        shopper.customerId(),
        OrderLineRow.TIME.format(shopper.registeredAt()),
        shopper.country(),
        Boolean.toString(shopper.optsOut()),
        String.join(" ", shopper.taste().rounded()),
        String.format(Locale.ROOT, "%.1f", shopper.cycleDays()));
  }
}

package io.tandem.recommendation;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What is known about buying again: by customer and product, by product, and in the whole shop.
 * Held until closed, for all three are read more than once.
 */
public final class RepeatPurchases implements AutoCloseable {
  private final Dataset<Row> ofCustomers;
  private final Dataset<Row> ofProducts;
  private final ShopCycles ofShop;

  private RepeatPurchases(Dataset<Row> ofCustomers, Dataset<Row> ofProducts, ShopCycles ofShop) {
    this.ofCustomers = ofCustomers;
    this.ofProducts = ofProducts;
    this.ofShop = ofShop;
  }

  static RepeatPurchases of(Dataset<Row> purchases, LocalDate runDate) {
    Dataset<Row> ofCustomers =
        CustomerCycles.from(purchases, runDate).persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> ofProducts =
        ProductCycles.from(ofCustomers, runDate).persist(StorageLevel.MEMORY_AND_DISK());
    return new RepeatPurchases(ofCustomers, ofProducts, ShopCycles.of(ofProducts));
  }

  /** The rows of {@link CustomerCycles}. */
  Dataset<Row> ofCustomers() {
    return ofCustomers;
  }

  /** The rows of {@link ProductCycles}. */
  Dataset<Row> ofProducts() {
    return ofProducts;
  }

  /** The figures of the whole shop. */
  ShopCycles ofShop() {
    return ofShop;
  }

  /** How many products anyone has bought again. */
  public long products() {
    return ofShop.products();
  }

  @Override
  public void close() {
    ofProducts.unpersist();
    ofCustomers.unpersist();
  }
}

package io.tandem.sample;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The catalogue as rows: each product, and after it its variants. */
final class ProductRows {
  static final StructType SCHEMA =
      CsvTable.schema(
          "product_id",
          "title",
          "category",
          "brand",
          "list_price",
          "unit_cost",
          "stock",
          "parent_product_id",
          "colour",
          "size");

  static List<Row> of(List<Product> products) {
    List<Row> rows = new ArrayList<>();
    for (Product product : products) {
      rows.add(row(product, product.id(), product.title(), product.stock(), List.of("", "", "")));
      for (Product.Variant variant : product.variants()) {
        String looks = (variant.colour() + " " + variant.size()).strip();
        rows.add(
            row(
                product,
                variant.id(),
                product.title() + ", " + looks,
                variant.stock(),
                List.of(product.id(), variant.colour(), variant.size())));
      }
    }
    return rows;
  }

  /** The last cells are the parent's id, colour and size. */
  private static Row row(
      Product product, String id, String title, int stock, List<String> variantCells) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                id,
                title,
                product.kind().section().category(),
                product.brand(),
                OrderLineRow.money(product.listCents()),
                OrderLineRow.money(product.costCents()),
                Integer.toString(stock)));
    cells.addAll(variantCells);
    return RowFactory.create(CsvTable.values(cells).toArray());
  }

  private ProductRows() {}
}

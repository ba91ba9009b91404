package io.tandem.report;

import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.TITLE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the products on the page are called; one without a title is called by its id. */
record Titles(Map<String, String> byProduct) {
  /** The titles of these few products only: the catalogue stays where it is. */
  static Titles of(Collection<String> products, Dataset<Row> titles) {
    if (products.isEmpty()) {
      return new Titles(Map.of());
    }
    Dataset<Row> shown =
        titles
            .where(col(PRODUCT_ID).isInCollection(new TreeSet<>(products)))
            .where(col(TITLE).isNotNull())
            .groupBy(PRODUCT_ID)
            .agg(min(TITLE).as(TITLE));
    return new Titles(
        Cells.collect("what the products are called", shown).stream()
            .filter(row -> !row.text(TITLE).isBlank())
            .collect(Collectors.toMap(row -> row.text(PRODUCT_ID), row -> row.text(TITLE))));
  }

  String of(String product) {
    return byProduct.getOrDefault(product, product);
  }

  String of(List<String> products) {
    return products.stream().map(this::of).collect(Collectors.joining(" + "));
  }
}

package io.tandem.sample;

import static io.tandem.table.Assortment.CATEGORY;
import static io.tandem.table.Assortment.GOES_WITH;
import static io.tandem.table.Assortment.PRODUCT;
import static io.tandem.table.Assortment.REQUIRES;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What the people of the shop and the makers say belongs together, as rows; products are the first
 * of their kind.
 */
final class CuratedComplements {
  static final StructType SCHEMA =
      CsvTable.schema(
          "scope", "scope_value", "complement_scope", "complement_value", "relation", "source");

  private static final String MERCHANDISER = "merchandiser";
  private static final String MANUFACTURER = "manufacturer";

  /** A row with kinds in the place of product ids. */
  private record Said(
      String scope,
      String what,
      String complementScope,
      String complement,
      String relation,
      String source) {}

  private static final List<Said> SAID =
      List.of(
          new Said(
              CATEGORY,
              "Family/Electric toys",
              PRODUCT,
              "rechargeable batteries",
              REQUIRES,
              MANUFACTURER),
          new Said(PRODUCT, "dinner plate", PRODUCT, "mug", GOES_WITH, MERCHANDISER),
          new Said(PRODUCT, "frying pan", PRODUCT, "sea salt", GOES_WITH, MERCHANDISER),
          new Said(PRODUCT, "board game", PRODUCT, "playing cards", GOES_WITH, ""),
          new Said(
              CATEGORY, "Kitchen/Pots & pans", CATEGORY, "Dining/Pantry", GOES_WITH, MERCHANDISER),
          new Said(
              CATEGORY,
              "Outdoor/Hiking",
              CATEGORY,
              "Clothes/Outdoor wear",
              GOES_WITH,
              MERCHANDISER));

  /** All that can be said of the catalogue's products and categories. */
  static List<Row> rows(Catalogue catalogue) {
    List<Row> rows = new ArrayList<>();
    for (ProductPair pair : Launch.pairs(catalogue)) {
      rows.add(row(PRODUCT, pair.left().id(), PRODUCT, pair.right().id(), REQUIRES, MANUFACTURER));
    }
    for (Said said : SAID) {
      value(said.scope, said.what, catalogue)
          .flatMap(
              what ->
                  value(said.complementScope, said.complement, catalogue)
                      .map(
                          complement ->
                              row(
                                  said.scope,
                                  what,
                                  said.complementScope,
                                  complement,
                                  said.relation,
                                  said.source)))
          .ifPresent(rows::add);
    }
    return rows;
  }

  private static Optional<String> value(String scope, String value, Catalogue catalogue) {
    return scope.equals(PRODUCT)
        ? catalogue.firstOf(List.of(value)).stream().map(Product::id).findFirst()
        : catalogue.products().stream()
            .map(product -> product.kind().section().category())
            .filter(value::equals)
            .findFirst();
  }

  private static Row row(String... cells) {
    return RowFactory.create(CsvTable.values(Stream.of(cells).toList()).toArray());
  }

  private CuratedComplements() {}
}

package io.tandem.sample;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;

/**
 * Products of the four weeks before Christmas, which nobody buys at any other time. Each joins an
 * order of the season with the same chance, whatever else is in it: over the year they look
 * associated, within the season they are not.
 */
final class Season {
  static final MonthDay FIRST_DAY = MonthDay.of(11, 27);
  static final MonthDay LAST_DAY = MonthDay.of(12, 24);

  private static final List<String> KINDS =
      List.of("advent candles", "gingerbread tin", "tree stand");

  private static final double JOINS = 0.175;

  private final List<Product> products;

  Season(Catalogue catalogue) {
    this.products = products(catalogue);
  }

  /** All of them, or none where the catalogue lacks one. */
  static List<Product> products(Catalogue catalogue) {
    return catalogue.firstOf(KINDS);
  }

  static boolean isOn(LocalDate day) {
    MonthDay date = MonthDay.from(day);
    return !date.isBefore(FIRST_DAY) && !date.isAfter(LAST_DAY);
  }

  void addTo(Basket basket, LocalDate day, Draws draws) {
    for (Product product : products) {
      if (isOn(day) && draws.chance(JOINS)) {
        basket.add(product.index());
      }
    }
  }
}

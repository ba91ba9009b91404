package io.tandem.sample;

import java.time.LocalDate;
import java.util.List;

/** What one customer is likely to choose on a day, whether the taste changes or not. */
record Wishes(Demand before, Demand now, LocalDate changedOn) {
  static Wishes of(Shopper shopper, List<Product> products, double[][] seasons) {
    Demand now = Demand.of(shopper.taste(), products, seasons);
    return shopper
        .change()
        .map(change -> new Wishes(Demand.of(change.before(), products, seasons), now, change.on()))
        .orElseGet(() -> new Wishes(now, now, LocalDate.MIN));
  }

  Demand on(LocalDate day) {
    return day.isBefore(changedOn) ? before : now;
  }
}

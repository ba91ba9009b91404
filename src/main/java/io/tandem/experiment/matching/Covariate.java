package io.tandem.experiment.matching;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log2;
import static org.apache.spark.sql.functions.when;

import java.util.Locale;
import org.apache.spark.sql.Column;

/**
 * What is known of a customer before a span began, and when two customers are alike in it.
 *
 * <p>Bins are the same for every shop and every run. They widen with the value, about in
 * proportion, so that money needs no currency and the long tails no end.
 */
public enum Covariate {
  /** In the {@value #DAYS} days before: 0, 1, 2, 3, 4 to 5, 6 to 8, 9 to 13, 14 to 20, 21 up. */
  ORDERS {
    @Override
    Column bin() {
      return binned(1, 2, 3, 4, 6, 9, 14, 21);
    }
  },
  /** In the {@value #DAYS} days before; a bin ends where 1 + revenue has doubled. */
  REVENUE {
    @Override
    Column bin() {
      return floor(log2(value().plus(1)));
    }
  },
  /** Up to 14, 28, 60, 90, 120, 180, 270, 365, 545, 730, 1,095 and 1,825 days, and more. */
  DAYS_SINCE_LAST_ORDER {
    @Override
    Column bin() {
      return binned(15, 29, 61, 91, 121, 181, 271, 366, 546, 731, 1096, 1826);
    }
  },
  /** Up to 60, 120, 180, 270, 365, 545, 730, 1,095 and 1,825 days, and more. */
  DAYS_SINCE_FIRST_ORDER {
    @Override
    Column bin() {
      return binned(61, 121, 181, 271, 366, 546, 731, 1096, 1826);
    }
  };

  static final int DAYS = 180;

  /** The name in tables. */
  public String named() {
    return name().toLowerCase(Locale.ROOT);
  }

  Column value() {
    return col(named());
  }

  /** Customers of the same bin are alike. */
  abstract Column bin();

  /** How many of these ascending bounds the value has reached. */
  Column binned(int... bounds) {
    Column reached = lit(0);
    for (int bound : bounds) {
      reached = reached.plus(when(value().geq(bound), 1).otherwise(0));
    }
    return reached;
  }
}

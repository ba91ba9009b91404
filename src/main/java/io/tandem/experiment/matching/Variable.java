package io.tandem.experiment.matching;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Locale;
import org.apache.spark.sql.Column;

/** What is summed of each customer over a span. */
enum Variable {
  /** 1 for each. */
  CUSTOMERS {
    @Override
    Column value() {
      return lit(1L);
    }
  },
  ORDERS,
  REVENUE,
  /** 1 for each who ordered. */
  ORDERED {
    @Override
    Column value() {
      return when(ORDERS.value().gt(0), 1L).otherwise(0L);
    }
  };

  String named() {
    return "span_" + name().toLowerCase(Locale.ROOT);
  }

  Column value() {
    return col(named());
  }
}

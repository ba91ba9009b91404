package io.tandem.basket;

import static io.tandem.table.Columns.ANTECEDENT;
import static io.tandem.table.Columns.CONSEQUENT;
import static io.tandem.table.Columns.CUSTOMER_COUNT;
import static io.tandem.table.Columns.EXPECTED_ORDER_COUNT;
import static io.tandem.table.Columns.FISHER_P;
import static io.tandem.table.Columns.HYPER_LIFT;
import static io.tandem.table.Columns.LOG10_P;
import static io.tandem.table.Columns.ORDER_COUNT_ANTECEDENT;
import static io.tandem.table.Columns.ORDER_COUNT_BOTH;
import static io.tandem.table.Columns.ORDER_COUNT_CONSEQUENT;
import static io.tandem.table.Columns.SEASON_ADJUSTED_LIFT;
import static io.tandem.table.Columns.SEASON_ADJUSTED_LIFT_LOWER;
import static io.tandem.table.Columns.SIZE_ADJUSTED_LIFT;
import static io.tandem.table.Columns.SIZE_ADJUSTED_LIFT_LOWER;
import static io.tandem.table.Columns.SIZE_ADJUSTED_LIFT_UPPER;
import static io.tandem.table.Columns.TOP_CUSTOMER_SHARE;
import static io.tandem.table.Columns.UNPROMPTED_CUSTOMER_COUNT;
import static io.tandem.table.Columns.UNPROMPTED_ORDER_COUNT;

import io.tandem.statistics.Garwood;
import io.tandem.statistics.Hypergeometric;
import io.tandem.statistics.Poisson;
import io.tandem.table.Types;
import java.util.Iterator;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What chance would make of a candidate rule. Expected is, within baskets of equal size, what
 * independence would give; observed are customers rather than orders, for one customer's orders are
 * not independent of each other: always conservative.
 *
 * <p>Takes candidates in the shape of {@link #CANDIDATE}, gives rows of {@link #TESTED}.
 */
final class RuleTests implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  static final String UNPROMPTED_ANTECEDENT = "unprompted_antecedent";
  static final String UNPROMPTED_CONSEQUENT = "unprompted_consequent";
  static final String UNPROMPTED_TOTAL = "unprompted_total";

  /** Unprompted baskets with the antecedent: size, count, and so on, sizes ascending. */
  static final String ANTECEDENT_BY_SIZE = "antecedent_by_size";

  /** The same of those with the consequent too. */
  static final String BOTH_BY_SIZE = "both_by_size";

  /** The columns of a candidate, in order. */
  static final String[] CANDIDATE = {
    ANTECEDENT,
    CONSEQUENT,
    ORDER_COUNT_ANTECEDENT,
    ORDER_COUNT_BOTH,
    CUSTOMER_COUNT,
    TOP_CUSTOMER_SHARE,
    UNPROMPTED_ORDER_COUNT,
    UNPROMPTED_CUSTOMER_COUNT,
    UNPROMPTED_ANTECEDENT,
    ANTECEDENT_BY_SIZE,
    BOTH_BY_SIZE,
    Evidence.COUNTS_BY_MONTH
  };

  static final StructType TESTED =
      new StructType()
          .add(ANTECEDENT, Types.STRINGS, false)
          .add(CONSEQUENT, DataTypes.StringType, false)
          .add(ORDER_COUNT_ANTECEDENT, DataTypes.LongType, false)
          .add(ORDER_COUNT_CONSEQUENT, DataTypes.LongType, false)
          .add(ORDER_COUNT_BOTH, DataTypes.LongType, false)
          .add(CUSTOMER_COUNT, DataTypes.LongType, false)
          .add(TOP_CUSTOMER_SHARE, DataTypes.DoubleType, false)
          .add(UNPROMPTED_ORDER_COUNT, DataTypes.LongType, false)
          .add(UNPROMPTED_CUSTOMER_COUNT, DataTypes.LongType, false)
          .add(UNPROMPTED_ANTECEDENT, DataTypes.LongType, false)
          .add(UNPROMPTED_CONSEQUENT, DataTypes.LongType, false)
          .add(UNPROMPTED_TOTAL, DataTypes.LongType, false)
          .add(EXPECTED_ORDER_COUNT, DataTypes.DoubleType, false)
          .add(SIZE_ADJUSTED_LIFT, DataTypes.DoubleType, false)
          .add(SIZE_ADJUSTED_LIFT_LOWER, DataTypes.DoubleType, false)
          .add(SIZE_ADJUSTED_LIFT_UPPER, DataTypes.DoubleType, false)
          .add(SEASON_ADJUSTED_LIFT, DataTypes.DoubleType, false)
          .add(SEASON_ADJUSTED_LIFT_LOWER, DataTypes.DoubleType, false)
          .add(FISHER_P, DataTypes.DoubleType, false)
          .add(HYPER_LIFT, DataTypes.DoubleType, true)
          .add(LOG10_P, DataTypes.DoubleType, false)
          .add(ANTECEDENT_BY_SIZE, Types.INTS, false)
          .add(BOTH_BY_SIZE, Types.INTS, false);

  /** The quantile of hyper-lift, as in arules. */
  private static final double HYPER_LEVEL = 0.99;

  private final Broadcast<Consequents> consequents;
  private final long basketCount;

  RuleTests(Broadcast<Consequents> consequents, long basketCount) {
    this.consequents = consequents;
    this.basketCount = basketCount;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> candidates) {
    Consequents known = consequents.value();
    Garwood garwood = new Garwood();
    Iterable<Row> all = () -> candidates;
    return StreamSupport.stream(all.spliterator(), false)
        .map(candidate -> tested(candidate, known, garwood))
        .iterator();
  }

  private Row tested(Row candidate, Consequents known, Garwood garwood) {
    String consequent = candidate.getString(1);
    long a = candidate.getLong(2);
    long x = candidate.getLong(3);
    long c = known.orders(consequent);
    long orders = candidate.getLong(6);
    long customers = candidate.getLong(7);
    long unpromptedAntecedent = candidate.getLong(8);
    double expected = known.expectedBySize(consequent, candidate.getList(9));
    double lift = orders == 0 ? 0 : orders / expected;
    // As wide as the number of customers makes it, around the estimate from all orders.
    double lower = customers == 0 ? 0 : lift * garwood.lower(customers) / customers;
    double upper =
        customers == 0
            ? (expected == 0 ? 0 : garwood.upper(0) / expected)
            : lift * garwood.upper(customers) / customers;
    double season =
        orders == 0
            ? 1
            : known.expectedByMonth(consequent, candidate.getList(11))
                / known.expected(consequent, unpromptedAntecedent);
    long quantile = Hypergeometric.quantile(basketCount, a, c, HYPER_LEVEL);
    return RowFactory.create(
        candidate.get(0),
        consequent,
        a,
        c,
        x,
        candidate.getLong(4),
        candidate.getDouble(5),
        orders,
        customers,
        unpromptedAntecedent,
        known.unprompted(consequent),
        known.unpromptedTotal(),
        expected,
        lift,
        lower,
        upper,
        lift / season,
        lower / season,
        Math.pow(10, Hypergeometric.log10Tail(basketCount, a, c, x)),
        quantile == 0 ? null : (Double) ((double) x / quantile),
        Poisson.log10Tail(customers, expected),
        candidate.get(9),
        candidate.get(10));
  }
}

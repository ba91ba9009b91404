package io.tandem.experiment;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.tandem.table.Columns;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What was logged of the customers of the nightly experiment since they were enrolled: whoever
 * could notice a lever, shown or not.
 *
 * @param customers with at least one opportunity, by the arm of the hash
 * @param exposures all of them
 * @param withArm those that log an arm
 * @param otherArm of these, those that log another arm than the hash's
 * @param shownInSpite shown though the arm switches their lever off
 */
record Opportunities(
    Map<String, Long> customers, long exposures, long withArm, long otherArm, long shownInSpite) {
  /** Where complements are shown. */
  private static final Column IS_CROSS_SELLING =
      col(Columns.PLACEMENT).isin("product_page", "cart", "checkout");

  /** What is chosen for the customer. */
  private static final Column IS_PERSONAL =
      col(Columns.SOURCE)
          .isin("als", "personal_frequency", "item_knn", "mixture", "personal_cross_sell");

  /** The opportunities in these exposures. */
  static Opportunities of(Dataset<Row> exposures, Dataset<Row> assignments) {
    Column wasShown = not(coalesce(col(Columns.WOULD_SHOW), lit(false)));
    Column isSwitchedOff =
        IS_CROSS_SELLING
            .and(not(col("cross_selling")))
            .or(coalesce(IS_PERSONAL, lit(false)).and(not(col("personalization"))));
    Map<String, Long> customers = new TreeMap<>();
    long all = 0;
    long withArm = 0;
    long otherArm = 0;
    long shownInSpite = 0;
    for (Row arm :
        exposures
            .withColumnRenamed(Columns.ARM, "logged")
            .join(
                assignments.select(
                    Columns.CUSTOMER_ID,
                    Columns.ARM,
                    Columns.ENROLLED_AT,
                    "cross_selling",
                    "personalization"),
                Columns.CUSTOMER_ID)
            .where(col(Columns.SHOWN_AT).geq(col(Columns.ENROLLED_AT)))
            .groupBy(Columns.ARM)
            .agg(
                count_distinct(col(Columns.CUSTOMER_ID)),
                count(lit(1)),
                count(col("logged")),
                count_if(col("logged").notEqual(col(Columns.ARM))),
                count_if(wasShown.and(isSwitchedOff)))
            .collectAsList()) {
      customers.put(arm.getString(0), arm.getLong(1));
      all += arm.getLong(2);
      withArm += arm.getLong(3);
      otherArm += arm.getLong(4);
      shownInSpite += arm.getLong(5);
    }
    return new Opportunities(customers, all, withArm, otherArm, shownInSpite);
  }
}

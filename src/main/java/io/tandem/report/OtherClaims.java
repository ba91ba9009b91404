package io.tandem.report;

import static io.tandem.table.Claims.DESCRIPTIVE;
import static io.tandem.table.Claims.MATCHED;
import static io.tandem.table.Claims.RANDOMIZED;
import static io.tandem.table.Columns.CONTRAST;
import static io.tandem.table.Columns.HORIZON_DAYS;
import static io.tandem.table.Columns.METRIC;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Statements beside those that compare arms.
 *
 * @param alone all that can be said of an experiment: that it has not begun, or has no control
 * @param matched associations
 * @param descriptive what was, and nothing else
 */
record OtherClaims(List<Claim> alone, List<Claim> matched, List<Claim> descriptive) {
  private static final int MOST_ALONE = 8;
  private static final int MOST_MATCHED = 6;
  private static final int MOST_DESCRIPTIVE = 6;

  static OtherClaims read(Dataset<Row> claims) {
    // Of the matched the same metrics as of an experiment; the grid of comparisons has all.
    Column isMain =
        isOf(Yardstick.AVERAGE_ORDER_VALUE, 30)
            .or(isOf(Yardstick.REPEAT_PURCHASE_RATE, 90))
            .or(isOf(Yardstick.REVENUE_PER_CUSTOMER, 90));
    List<Claim> alone = new ArrayList<>();
    List<Claim> matched = new ArrayList<>();
    List<Claim> descriptive = new ArrayList<>();
    for (Cells row :
        Cells.collect(
            "what is said without comparing arms",
            first(
                    claims.where(col("design").equalTo(RANDOMIZED).and(col(CONTRAST).isNull())),
                    MOST_ALONE)
                .unionByName(
                    first(claims.where(col("design").equalTo(MATCHED).and(isMain)), MOST_MATCHED))
                .unionByName(
                    first(claims.where(col("design").equalTo(DESCRIPTIVE)), MOST_DESCRIPTIVE)))) {
      (switch (row.text("design")) {
            case RANDOMIZED -> alone;
            case MATCHED -> matched;
            default -> descriptive;
          })
          .add(Claim.of(row));
    }
    return new OtherClaims(alone, matched, descriptive);
  }

  /** Of experiments that have not begun. */
  List<Claim> notStarted() {
    return alone.stream().filter(claim -> claim.verdict() == Verdict.NOT_STARTED).toList();
  }

  /** All that can be said of this experiment, where it has no arms to compare. */
  List<Claim> of(Experiment experiment) {
    return alone.stream()
        .filter(claim -> claim.key().experiment().equals(experiment.name()))
        .toList();
  }

  private static Column isOf(Yardstick metric, int days) {
    return col(METRIC).equalTo(metric.column()).and(col(HORIZON_DAYS).equalTo(days));
  }

  private static Dataset<Row> first(Dataset<Row> claims, int most) {
    return claims.orderBy("claim_id").limit(most);
  }
}

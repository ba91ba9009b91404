package io.tandem.publish.audit;

import static org.apache.spark.sql.functions.array_intersect;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tandem.table.Columns;
import io.tandem.table.RankedList;
import io.tandem.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * How different a table is from that of the run before. The shift of scores is the population
 * stability index, {@code Σ (p − q) · ln(p / q)} over the ten bins that the deciles of the scores
 * before make (Siddiqi, Credit Risk Scorecards, 2006: below 0.1 nothing, above 0.25 much). Scores
 * and overlaps are compared where both nights list by the same source only, for scores of different
 * sources are of different scales.
 */
public final class Drift {
  private static final int TOP = 10;
  private static final int BINS = 10;

  private final DriftSettings settings;

  public Drift(DriftSettings settings) {
    this.settings = settings;
  }

  /**
   * What was measured of one table.
   *
   * @param measure in words, as the settings call it
   * @param value what it is
   * @param allowed what it may be
   * @param isExceeded whether it is too much
   */
  public record Measured(String measure, double value, double allowed, boolean isExceeded) {
    /** {@code rows changed by -0.62, allowed 0.50}. */
    public String inWords() {
      return String.format(Locale.ROOT, "%s %.2f, allowed %.2f", measure, value, allowed);
    }
  }

  /** Whether a table of so many rows, so many days ago, is a measure for that of today. */
  public boolean isMeasure(long rowsBefore, long daysAgo) {
    return settings.whenExceeded() != DriftSettings.WhenExceeded.OFF
        && rowsBefore >= settings.minRows()
        && daysAgo <= settings.maxAgeDays();
  }

  /** Compares the numbers of rows. */
  public Measured rows(long before, long now) {
    double change = (double) now / before - 1;
    return new Measured(
        "max-row-change",
        change,
        settings.maxRowChange(),
        Math.abs(change) > settings.maxRowChange());
  }

  /** Compares lists, where the table is one of lists. */
  public List<Measured> lists(Table table, Dataset<Row> before, Dataset<Row> now) {
    if (table.list().isEmpty()) {
      return List.of();
    }
    RankedList list = table.list().get();
    String rank = table.key().get(table.key().size() - 1);
    List<Measured> measured = new ArrayList<>();
    Row owners = owners(list, rank, before, now);
    measured.add(atLeast("min-owners-kept", share(owners, 1, 0), settings.minOwnersKept()));
    measured.add(atLeast("min-items-kept", itemsKept(list, before, now), settings.minItemsKept()));
    if (!owners.isNullAt(2)) {
      measured.add(atLeast("min-overlap", owners.getDouble(2), settings.minOverlap()));
    }
    scoreShift(list, before, now)
        .ifPresent(
            shift ->
                measured.add(
                    new Measured(
                        "max-score-shift",
                        shift,
                        settings.maxScoreShift(),
                        shift > settings.maxScoreShift())));
    return measured;
  }

  private static Measured atLeast(String measure, double value, double least) {
    return new Measured(measure, value, least, value < least);
  }

  private static double share(Row counts, int part, int whole) {
    return counts.getLong(whole) == 0 ? 1 : (double) counts.getLong(part) / counts.getLong(whole);
  }

  /** Owners before, those of them now, and the mean overlap of those with the same source. */
  private static Row owners(RankedList list, String rank, Dataset<Row> before, Dataset<Row> now) {
    Column overlap =
        size(array_intersect(col("items"), col("items_now"))).divide(size(col("items")));
    return tops(list, rank, before, "")
        .join(
            tops(list, rank, now, "_now"),
            scala.jdk.javaapi.CollectionConverters.asScala(list.owner()).toSeq(),
            "left")
        .agg(
            count(lit(1)),
            count(col("items_now")),
            avg(when(col("first_source").equalTo(col("first_source_now")), overlap)))
        .head();
  }

  private static Dataset<Row> tops(RankedList list, String rank, Dataset<Row> rows, String suffix) {
    return rows.where(col(rank).leq(TOP))
        .groupBy(list.owner().stream().map(functions::col).toArray(Column[]::new))
        .agg(
            collect_set(col(list.item())).as("items" + suffix),
            max(when(col(rank).equalTo(1), source(rows))).as("first_source" + suffix));
  }

  private static Column source(Dataset<Row> rows) {
    return Arrays.asList(rows.columns()).contains(Columns.SOURCE) ? col(Columns.SOURCE) : lit("");
  }

  private static double itemsKept(RankedList list, Dataset<Row> before, Dataset<Row> now) {
    Dataset<Row> items = before.select(col(list.item()).as("item")).distinct();
    Dataset<Row> still =
        now.select(col(list.item()).as("item")).distinct().withColumn("is_listed", lit(1));
    return share(
        items
            .join(still, "item")
            .agg(count(lit(1)))
            .crossJoin(items.agg(countDistinct(col("item"))))
            .head(),
        0,
        1);
  }

  private static Optional<Double> scoreShift(
      RankedList list, Dataset<Row> before, Dataset<Row> now) {
    Dataset<Row> was = before.select(source(before).as("source"), col(list.score()).as("score"));
    Dataset<Row> is = now.select(source(now).as("source"), col(list.score()).as("score"));
    Optional<String> shared =
        was
            .groupBy("source")
            .agg(count(lit(1)).as("rows"))
            .join(is.select("source").distinct(), "source")
            .orderBy(col("rows").desc(), col("source"))
            .limit(1)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .findFirst();
    if (shared.isEmpty()) {
      return Optional.empty();
    }
    Column same = col("source").equalTo(shared.get());
    double[] edges =
        Arrays.stream(was.where(same).stat().approxQuantile("score", deciles(), 1e-3))
            .distinct()
            .toArray();
    double[] p = shares(was.where(same), edges);
    double[] q = shares(is.where(same), edges);
    double index = 0;
    for (int i = 0; i < p.length; i++) {
      index += (p[i] - q[i]) * Math.log(p[i] / q[i]);
    }
    return Optional.of(index);
  }

  private static double[] deciles() {
    double[] deciles = new double[BINS - 1];
    for (int i = 1; i < BINS; i++) {
      deciles[i - 1] = (double) i / BINS;
    }
    return deciles;
  }

  /** The share of scores in each bin; an empty bin counts as half a row. */
  private static double[] shares(Dataset<Row> scores, double[] edges) {
    Column[] bins = new Column[edges.length + 1];
    for (int i = 0; i <= edges.length; i++) {
      Column above = i == 0 ? lit(true) : col("score").gt(edges[i - 1]);
      Column below = i == edges.length ? lit(true) : col("score").leq(edges[i]);
      bins[i] = sum(when(above.and(below), 1.0).otherwise(0.0));
    }
    Row counts = scores.agg(count(lit(1)).as("rows"), bins).head();
    double[] shares = new double[bins.length];
    for (int i = 0; i < bins.length; i++) {
      shares[i] = Math.max(0.5, counts.getDouble(i + 1)) / Math.max(1, counts.getLong(0));
    }
    return shares;
  }
}

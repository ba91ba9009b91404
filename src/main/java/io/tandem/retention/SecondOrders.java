package io.tandem.retention;

import static io.tandem.retention.Orders.DAY;
import static io.tandem.table.Columns.COUNTRY;
import static io.tandem.table.Columns.CUSTOMER_GROUP;
import static io.tandem.table.Columns.CUSTOMER_ID;
import static io.tandem.table.Columns.GROUPING;
import static io.tandem.table.Columns.PRODUCT_COUNT;
import static io.tandem.table.Columns.REGISTERED_AT;
import static io.tandem.table.Columns.REVENUE;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.quarter;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import io.tandem.retention.survival.KaplanMeier;
import io.tandem.retention.survival.LogRank;
import io.tandem.retention.survival.Waiting;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * How long customers take to their second order, on a later day than the first, by groups that were
 * known at the first one.
 *
 * <p>Who ordered before the data begin is not new, though the order seen first looks like the
 * first. Where it is known when an account was opened, customers are new whose account is no older
 * than the data; of the others those who were first seen after the first {@value #LEAD_DAYS} days.
 *
 * @param groups in order: all customers first, then each grouping's
 */
public record SecondOrders(List<Group> groups) {
  /** Days at the beginning of the data in which new and old customers cannot be told apart. */
  private static final int LEAD_DAYS = 90;

  private static final String ALL = "all";
  private static final String FIRST_DAY = "first_day";
  private static final String TIME = "time";
  private static final String CAME = "came";
  private static final int COUNTRIES = 5;

  public SecondOrders {
    groups = List.copyOf(groups);
  }

  /** Customers who were alike at their first order, and how long they waited. */
  public record Group(String grouping, String name, Waiting waiting) {}

  /**
   * The groups of these orders' customers. What is collected grows with the days and the groups,
   * not with the customers.
   *
   * @param orders as {@link Orders#from} gives them
   * @param firstDay of the first order
   * @param customers registered customers, where the shop has the input
   */
  public static SecondOrders of(
      Dataset<Row> orders,
      LocalDate firstDay,
      Horizon horizon,
      Optional<Dataset<Row>> customers,
      ZoneId timeZone) {
    Dataset<Row> waits = waits(orders, firstDay, horizon, customers, timeZone).persist();
    try {
      Column named = struct(lit(ALL).as(GROUPING), lit(ALL).as(CUSTOMER_GROUP));
      Column groupings =
          array(
              named,
              group(
                  "first_order_products",
                  when(col(PRODUCT_COUNT).geq(2), "several").otherwise("one")),
              group(
                  "first_order_quarter",
                  concat(
                      year(col(FIRST_DAY)).cast("string"),
                      lit("-Q"),
                      quarter(col(FIRST_DAY)).cast("string"))),
              group(COUNTRY, country(waits)));
      Dataset<Row> counts =
          waits
              .withColumn(GROUPING, explode(groupings))
              .select(col(GROUPING + ".*"), col(TIME), col(CAME))
              .where(col(CUSTOMER_GROUP).isNotNull())
              .groupBy(GROUPING, CUSTOMER_GROUP, TIME, CAME)
              .agg(count(lit(1)).as("n"));
      Map<List<String>, NavigableMap<Integer, Waiting.Ending>> groups =
          new TreeMap<>(SecondOrders::allFirst);
      for (Row row : counts.collectAsList()) {
        long n = row.getLong(4);
        groups
            .computeIfAbsent(List.of(row.getString(0), row.getString(1)), group -> new TreeMap<>())
            .merge(
                row.getInt(2),
                row.getBoolean(3) ? new Waiting.Ending(n, 0) : new Waiting.Ending(0, n),
                Waiting.Ending::plus);
      }
      return new SecondOrders(
          groups.entrySet().stream()
              .map(
                  group ->
                      new Group(
                          group.getKey().get(0),
                          group.getKey().get(1),
                          new Waiting(group.getValue())))
              .toList());
    } finally {
      waits.unpersist();
    }
  }

  /** The rows of {@code customer_survival}: days from 1 to at most this one. */
  public List<Row> curves(int days) {
    List<Row> rows = new ArrayList<>();
    for (Group group : groups) {
      for (KaplanMeier.Step step : KaplanMeier.curve(group.waiting(), days)) {
        rows.add(
            RowFactory.create(
                group.name(),
                step.time(),
                group.grouping(),
                step.atRisk(),
                step.events(),
                1 - step.survival(),
                complement(step.upper()),
                complement(step.lower())));
      }
    }
    return rows;
  }

  /** The rows of {@code survival_comparisons}. */
  public List<Row> comparisons() {
    List<Row> rows = new ArrayList<>();
    Map<String, List<Group>> groupings =
        groups.stream()
            .collect(Collectors.groupingBy(Group::grouping, TreeMap::new, Collectors.toList()));
    groupings.forEach(
        (grouping, compared) ->
            LogRank.of(compared.stream().map(Group::waiting).toList())
                .ifPresent(
                    test ->
                        rows.add(
                            RowFactory.create(
                                grouping,
                                test.degreesOfFreedom() + 1,
                                compared.stream().mapToLong(g -> g.waiting().size()).sum(),
                                compared.stream().mapToLong(g -> g.waiting().events()).sum(),
                                test.chiSquare(),
                                test.degreesOfFreedom(),
                                test.pValue()))));
    return rows;
  }

  /**
   * One row per customer: first_day, product_count of the first order, country, time to the second
   * order or to the last day read, and whether it came.
   */
  private static Dataset<Row> waits(
      Dataset<Row> orders,
      LocalDate firstDay,
      Horizon horizon,
      Optional<Dataset<Row>> customers,
      ZoneId timeZone) {
    Column days = array_sort(collect_list(col(DAY)));
    Column second = get(col("days"), lit(1));
    Dataset<Row> firsts =
        PurchaseDays.of(orders, REVENUE)
            .groupBy(CUSTOMER_ID)
            .agg(days.as("days"), min_by(col(PRODUCT_COUNT), col(DAY)).as(PRODUCT_COUNT))
            .withColumn(FIRST_DAY, get(col("days"), lit(0)))
            .withColumn(CAME, second.isNotNull())
            .withColumn(
                TIME,
                date_diff(coalesce(second, lit(Date.valueOf(horizon.lastDay()))), col(FIRST_DAY)));
    Column seenNew = col(FIRST_DAY).geq(lit(Date.valueOf(firstDay.plusDays(LEAD_DAYS))));
    Column[] columns = {col(FIRST_DAY), col(PRODUCT_COUNT), col(COUNTRY), col(TIME), col(CAME)};
    if (customers.isEmpty()) {
      return firsts.where(seenNew).withColumn(COUNTRY, lit(null).cast("string")).select(columns);
    }
    Column opened = to_date(from_utc_timestamp(col(REGISTERED_AT), timeZone.getId()));
    Column isNew = coalesce(opened.geq(lit(Date.valueOf(firstDay))), seenNew);
    return firsts
        .join(
            customers.orElseThrow().select(CUSTOMER_ID, REGISTERED_AT, COUNTRY),
            new String[] {CUSTOMER_ID},
            "left")
        .where(isNew)
        .select(columns);
  }

  private static Column group(String grouping, Column value) {
    return struct(
        lit(grouping).as(GROUPING), concat(lit(grouping + "="), value).as(CUSTOMER_GROUP));
  }

  /**
   * The countries with most customers by name, other ones as others; null where it is not known.
   */
  private static Column country(Dataset<Row> waits) {
    List<String> largest =
        waits
            .where(col(COUNTRY).isNotNull())
            .groupBy(COUNTRY)
            .agg(count(lit(1)).as("n"))
            .orderBy(col("n").desc(), col(COUNTRY))
            .limit(COUNTRIES)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    if (largest.isEmpty()) {
      return lit(null).cast("string");
    }
    return when(col(COUNTRY).isInCollection(largest), col(COUNTRY))
        .when(col(COUNTRY).isNotNull(), "others");
  }

  private static int allFirst(List<String> one, List<String> other) {
    return rank(one).compareTo(rank(other));
  }

  private static String rank(List<String> group) {
    return group.get(0).equals(ALL) ? "" : group.get(1);
  }

  private static Double complement(OptionalDouble share) {
    return share.isPresent() ? 1 - share.getAsDouble() : null;
  }
}

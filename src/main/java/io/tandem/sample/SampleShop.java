package io.tandem.sample;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A generated shop: its order lines, products, customers and events as the shop would export them,
 * and beside them the truth that was planted.
 *
 * <p>Every column is text, as in a CSV file; a cell without content is null. Times are UTC, {@code
 * yyyy-MM-dd HH:mm:ss}; money has two decimals. Equal plans give equal rows, however Spark splits
 * the work; the datasets are drawn anew at each use and have no order, the files have one.
 */
public final class SampleShop {
  private final SparkSession spark;
  private final ShopPlan plan;
  private final Tally tally;

  private SampleShop(SparkSession spark, ShopPlan plan, Tally tally) {
    this.spark = spark;
    this.plan = plan;
    this.tally = tally;
  }

  /** Draws the shop once and counts what is in it. */
  public static SampleShop generate(SparkSession spark, ShopPlan plan) {
    spark.sparkContext().setJobDescription("Count what is planted in the sample shop");
    Dataset<Row> counts =
        spark
            .range(plan.customers())
            .as(Encoders.LONG())
            .mapPartitions(new OrderTally(plan), Encoders.row(Tally.SCHEMA));
    return new SampleShop(spark, plan, Tally.of(counts.collectAsList()));
  }

  /** One row per line of an order, dirty rows included. */
  public Dataset<Row> orderLines() {
    return placedOrderLines()
        .select(OrderLineRow.COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new));
  }

  /** One row per product or variant; a variant names its parent, and only variants are ordered. */
  public Dataset<Row> products() {
    return spark.createDataFrame(ProductRows.of(Catalogue.of(plan).products()), ProductRows.SCHEMA);
  }

  /** One row per curated complement: what the shop's people and the makers say. */
  public Dataset<Row> assortment() {
    return spark.createDataFrame(
        CuratedComplements.rows(Catalogue.of(plan)), CuratedComplements.SCHEMA);
  }

  /** One row per event that the shop still keeps. */
  public Dataset<Row> events() {
    return placedEvents()
        .select(Event.COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new));
  }

  /** One row per recommendation that a customer of the experiment was shown, or would have been. */
  public Dataset<Row> exposures() {
    return placedExposures()
        .select(Exposure.COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new));
  }

  /** One row per registered customer, with or without orders. */
  public Dataset<Row> customers() {
    return customerRows()
        .select(CustomerRows.KNOWN.stream().map(name -> col(name)).toArray(Column[]::new));
  }

  /**
   * One row per registered customer: taste (six shares), mean days between orders, the taste before
   * a change, and what the customer replenishes how often.
   */
  public Dataset<Row> customerTruth() {
    return customerRows()
        .select(CustomerRows.TRUTH.stream().map(name -> col(name)).toArray(Column[]::new));
  }

  /** What is true of the shop as a whole: what was planted, and what was counted. */
  public String truthJson() {
    return new Truth(plan, tally).json();
  }

  /**
   * Writes {@code order-lines.csv.gz}, {@code products.csv.gz}, {@code customers.csv.gz}, {@code
   * assortment.csv.gz}, {@code events.csv.gz}, {@code exposures.csv.gz}, {@code
   * truth-customers.csv.gz} and {@code truth.json} into the directory, local or any that Hadoop
   * knows. What stands there under these names is replaced. The order lines, the events and the
   * exposures of a large shop become folders {@code order-lines/}, {@code events/} and {@code
   * exposures/} of several files, one after the other in time.
   */
  public void write(String directory) {
    new SampleFiles(spark, directory).write(this);
  }

  ShopPlan plan() {
    return plan;
  }

  /** How many rows {@link #orderLines()} has. */
  long orderLineCount() {
    return tally.of("lines") + DirtyLine.rows(plan);
  }

  /** The order lines with what they are sorted by in the file. */
  Dataset<Row> placedOrderLines() {
    return spark
        .range(OrderLineRows.numbers(plan))
        .as(Encoders.LONG())
        .mapPartitions(new OrderLineRows(plan), Encoders.row(OrderLineRow.SCHEMA));
  }

  long eventCount() {
    return tally.of("events");
  }

  /** The events with what they are sorted by in the file. */
  Dataset<Row> placedEvents() {
    return spark
        .range(plan.customers())
        .as(Encoders.LONG())
        .mapPartitions(new EventRows(plan), Encoders.row(Event.SCHEMA));
  }

  long exposureCount() {
    return tally.of("exposures");
  }

  /** The exposures with what they are sorted by in the file. */
  Dataset<Row> placedExposures() {
    return spark
        .range(plan.customers())
        .as(Encoders.LONG())
        .mapPartitions(new ExposureRows(plan), Encoders.row(Exposure.SCHEMA));
  }

  private Dataset<Row> customerRows() {
    return spark
        .range(plan.customers())
        .as(Encoders.LONG())
        .mapPartitions(new CustomerRows(plan), Encoders.row(CustomerRows.SCHEMA));
  }
}

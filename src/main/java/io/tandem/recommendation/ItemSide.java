package io.tandem.recommendation;

import io.tandem.recommendation.ItemBlock.OutLinks;
import io.tandem.recommendation.ItemBlock.Shipment;
import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.Gram;
import io.tandem.recommendation.als.LeastSquares;
import io.tandem.recommendation.als.RowBlocks;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The items of a factorization: computed in blocks, gathered after each half of a sweep, because
 * every block of users needs them all. Holds cached data until it is closed.
 */
final class ItemSide implements AutoCloseable {
  private final JavaSparkContext context;
  private final RowBlocks items;
  private final AlsSettings settings;
  private final JavaRDD<OutLinks> links;
  private final JavaRDD<ItemBlock> blocks;
  private FactorRows factors;
  private Gram gram;

  private ItemSide(
      JavaSparkContext context,
      RowBlocks items,
      AlsSettings settings,
      JavaRDD<OutLinks> links,
      JavaRDD<ItemBlock> blocks,
      FactorRows start) {
    this.context = context;
    this.items = items;
    this.settings = settings;
    this.links = links;
    this.blocks = blocks;
    this.factors = start;
    this.gram = Gram.of(start, items.chunk());
  }

  /**
   * The items' side of these preferences.
   *
   * @param start factors of the items to begin with
   */
  static ItemSide of(PreferenceBlocks preferences, FactorRows start, AlsSettings settings) {
    RowBlocks users = preferences.users();
    RowBlocks items = preferences.items();
    JavaRDD<OutLinks> links =
        preferences
            .rows()
            .map(block -> OutLinks.of(block, items))
            .persist(StorageLevel.MEMORY_AND_DISK());
    JavaRDD<ItemBlock> blocks =
        preferences
            .rows()
            .flatMapToPair(block -> ItemBlock.crossings(block, items).iterator())
            .partitionBy(new HashPartitioner(items.blocks()))
            .mapPartitionsWithIndex(
                (number, crossings) -> ItemBlock.of(number, users, items, crossings), true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new ItemSide(
        JavaSparkContext.fromSparkContext(preferences.rows().context()),
        items,
        settings,
        links,
        blocks,
        start);
  }

  /** What stands still while a block moves: the sum over users, and where items stood before. */
  private record Still(Gram users, FactorRows items) implements Serializable {}

  /** A block's factors and their Gram matrix. */
  private record Moved(int block, FactorRows factors, Gram gram) implements Serializable {}

  /**
   * Moves the items' factors towards what fits the users' best.
   *
   * @param users factors by block
   * @param userGram the Gram matrix of all of them
   */
  void move(JavaRDD<FactorRows> users, Gram userGram) {
    Broadcast<Still> still = context.broadcast(new Still(userGram, factors));
    LeastSquares.Confidence confidence = settings.confidence();
    RowBlocks dealt = items;
    JavaPairRDD<Integer, Shipment> shipments =
        JavaPairRDD.fromJavaRDD(
            users.zipPartitions(links, (rows, outLinks) -> outLinks.next().ship(rows.next())));
    List<Moved> moved =
        shipments
            .partitionBy(new HashPartitioner(items.blocks()))
            .zipPartitions(
                blocks,
                (arrived, block) ->
                    List.of(moved(block.next(), arrived, still.value(), dealt, confidence))
                        .iterator())
            .collect();
    FactorRows all = FactorRows.zero(items.rows(), settings.factors());
    Gram sum = new Gram(settings.factors());
    for (Moved part : moved) {
      for (int place = 0; place < part.factors().count(); place++) {
        all.set(items.row(part.block(), place), part.factors(), place);
      }
      sum = sum.plus(part.gram());
    }
    still.unpersist();
    factors = all;
    gram = sum;
  }

  private static Moved moved(
      ItemBlock block,
      Iterator<Tuple2<Integer, Shipment>> shipments,
      Still still,
      RowBlocks items,
      LeastSquares.Confidence confidence) {
    int[] numbers = new int[block.preferences().count()];
    for (int place = 0; place < numbers.length; place++) {
      numbers[place] = items.row(block.number(), place);
    }
    FactorRows factors = still.items().rows(numbers);
    FactorRows users = block.unload(shipments, factors.factors());
    new LeastSquares(confidence, TandemAls.STEPS)
        .solve(block.preferences(), users, still.users(), factors);
    return new Moved(block.number(), factors, Gram.of(factors, items.chunk()));
  }

  /** Where the items' factors stand. */
  FactorRows factors() {
    return factors;
  }

  /** Their Gram matrix. */
  Gram gram() {
    return gram;
  }

  @Override
  public void close() {
    links.unpersist();
    blocks.unpersist();
  }
}

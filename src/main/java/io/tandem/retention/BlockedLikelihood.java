package io.tandem.retention;

import io.tandem.retention.lifetime.LogLikelihood;
import io.tandem.retention.lifetime.Slope;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * A log-likelihood of customers who stand in blocks all over a cluster. What is in a block depends
 * on the customers alone, and blocks are added up in their order: the same sum, to the last bit, on
 * however many cores.
 */
final class BlockedLikelihood<B extends Serializable> implements LogLikelihood, AutoCloseable {
  /** How many blocks customers are hashed into. */
  static final int BLOCKS = 64;

  private final JavaRDD<Tuple2<Integer, B>> blocks;
  private final Function2<B, double[], Slope> ofBlock;

  /**
   * @param blocks with their numbers
   * @param ofBlock the log-likelihood of one block
   */
  BlockedLikelihood(JavaRDD<Tuple2<Integer, B>> blocks, Function2<B, double[], Slope> ofBlock) {
    this.blocks = blocks.persist(StorageLevel.MEMORY_AND_DISK());
    this.ofBlock = ofBlock;
  }

  @Override
  public List<Slope> at(List<double[]> points) {
    Function2<B, double[], Slope> likelihood = ofBlock;
    List<double[]> sent = new ArrayList<>(points);
    List<Tuple2<Integer, List<Slope>>> sums =
        new ArrayList<>(
            blocks
                .map(
                    block -> {
                      List<Slope> slopes = new ArrayList<>();
                      for (double[] point : sent) {
                        slopes.add(likelihood.call(block._2(), point));
                      }
                      return new Tuple2<Integer, List<Slope>>(block._1(), slopes);
                    })
                .collect());
    sums.sort(Comparator.comparing(Tuple2::_1));
    List<Slope> totals = new ArrayList<>(sums.get(0)._2());
    for (Tuple2<Integer, List<Slope>> block : sums.subList(1, sums.size())) {
      for (int i = 0; i < totals.size(); i++) {
        totals.set(i, totals.get(i).plus(block._2().get(i)));
      }
    }
    return totals;
  }

  @Override
  public void close() {
    blocks.unpersist();
  }
}

package io.tandem.evaluation.ranking;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * By how much one model beats another, and how sure that is: the mean over customers of the
 * difference between their metrics, with a bootstrap interval that draws customers (Efron 1979).
 * Each replicate counts each customer as often as Poisson(1) says (Oza &amp; Russell 2001; Hanley
 * &amp; MacGibbon 2006), which needs one pass and no list of customers. A customer's draws follow
 * from the customer alone, and sums are whole numbers of 10⁻⁹: neither partitions nor their order
 * change a digit.
 */
public final class PairedBootstrap implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int REPLICATES = 1_000;
  private static final double UNIT = 1e9;

  /** P(Poisson(1) ≤ i). */
  private static final double[] POISSON = poisson();

  private final long[] customers = new long[REPLICATES];
  private final long[] differences = new long[REPLICATES];
  private Mean mean = Mean.NONE;

  private static double[] poisson() {
    double[] cumulative = new double[12];
    double probability = Math.exp(-1);
    for (int i = 0; i < cumulative.length; i++) {
      cumulative[i] = probability + (i == 0 ? 0 : cumulative[i - 1]);
      probability /= i + 1;
    }
    return cumulative;
  }

  /**
   * Adds a customer.
   *
   * @param customer the id; decides on the customer's draws
   * @param difference the model's metric less the other model's
   */
  public void add(String customer, double difference) {
    long hash = 0;
    for (int i = 0; i < customer.length(); i++) {
      hash = mix(hash + customer.charAt(i) + 1);
    }
    add(hash, difference);
  }

  /**
   * Adds a customer.
   *
   * @param customer a hash of the id; decides on the customer's draws
   * @param difference the model's metric less the other model's
   */
  void add(long customer, double difference) {
    mean = mean.with(difference);
    long units = Math.round(difference * UNIT);
    for (int replicate = 0; replicate < REPLICATES; replicate++) {
      int times = draw(customer, replicate);
      customers[replicate] += times;
      differences[replicate] += times * units;
    }
  }

  private static int draw(long customer, int replicate) {
    long mixed = mix(mix(customer) + 0x9E3779B97F4A7C15L * (replicate + 1));
    double uniform = (mixed >>> 11) * 0x1p-53;
    int times = 0;
    while (times < POISSON.length && uniform >= POISSON[times]) {
      times++;
    }
    return times;
  }

  /** The finalizer of SplitMix64 (Steele, Lea &amp; Flood 2014). */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Of both's customers; no customer is in both. */
  public PairedBootstrap plus(PairedBootstrap other) {
    PairedBootstrap both = new PairedBootstrap();
    both.mean = mean.plus(other.mean);
    for (int i = 0; i < REPLICATES; i++) {
      both.customers[i] = customers[i] + other.customers[i];
      both.differences[i] = differences[i] + other.differences[i];
    }
    return both;
  }

  /** Customers. */
  public long count() {
    return mean.count();
  }

  /** The mean difference; of nobody it is not a number. */
  public double difference() {
    return mean.value();
  }

  /** The lower end of its 95 % interval. */
  public double lower() {
    return quantile(0.025);
  }

  /** The upper end. */
  public double upper() {
    return quantile(0.975);
  }

  /** Of the replicates that drew a customer: of three customers one in twenty draws none. */
  private double quantile(double share) {
    double[] means =
        IntStream.range(0, REPLICATES)
            .filter(replicate -> customers[replicate] > 0)
            .mapToDouble(replicate -> differences[replicate] / UNIT / customers[replicate])
            .sorted()
            .toArray();
    return means.length == 0 ? Double.NaN : means[(int) Math.round(share * (means.length - 1))];
  }
}

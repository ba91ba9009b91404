package io.tandem.publish.commit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;

/**
 * The right to change a warehouse, which one process has at a time. Each holder has a file of a
 * number that nobody had before, created exclusively; the highest number holds. A holder gives
 * signs of life in its file and says there when it is done. Whoever finds that the holder is gone
 * takes the next number, and of two who do only one gets it.
 */
public final class Lease implements AutoCloseable {
  /** So many signs of life a holder gives in the time after which it would be taken for gone. */
  static final int SIGNS = 10;

  private final Warehouse warehouse;
  private final Storage storage;
  private final long number;
  private final ObjectNode content;
  private final InstantSource clock;
  private boolean isClosed;

  private Lease(Warehouse warehouse, long number, ObjectNode content, InstantSource clock) {
    this.warehouse = warehouse;
    this.storage = warehouse.storage();
    this.number = number;
    this.content = content;
    this.clock = clock;
  }

  /**
   * Takes the lease; waits for who has it, and leaves with {@link Refusal.Kind#TEMPORARY} where
   * that takes too long.
   *
   * @param runId for what
   * @param holder this process
   * @param clock tells others how old a sign of life is; whether one is due is not measured by it
   * @param lines told whom this waits for, or that somebody is gone
   */
  public static Lease take(
      Warehouse warehouse,
      String runId,
      Holder holder,
      LeaseTerms terms,
      InstantSource clock,
      Consumer<String> lines)
      throws IOException {
    long begin = System.nanoTime();
    Watch watch = new Watch(terms.expiry(), clock);
    boolean isTold = false;
    while (true) {
      List<Long> numbers = numbers(warehouse);
      long last = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
      Optional<FoundLease> found =
          last == 0
              ? Optional.empty()
              : FoundLease.read(warehouse.storage(), file(warehouse, last));
      if (found.isEmpty() || found.get().isReleased() || watch.isGone(found.get())) {
        Optional<Lease> lease = create(warehouse, last + 1, runId, holder, terms, clock);
        if (lease.isPresent()) {
          found
              .filter(other -> !other.isReleased())
              .ifPresent(other -> lines.accept("%s is gone.".formatted(other.inWords())));
          lease.get().begin(terms, numbers);
          return lease.get();
        }
        continue; // Somebody else was quicker.
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - begin);
      if (waited.compareTo(terms.patience()) >= 0 && !watch.isNearlyGone(found.get())) {
        throw Refusal.temporary(
            "Cannot publish to this warehouse now: %s is at work. Try again, or raise publish.lease-wait."
                .formatted(found.get().inWords()));
      }
      if (!isTold) {
        isTold = true;
        lines.accept(
            "waiting for %s, up to %,d s"
                .formatted(found.get().inWords(), terms.patience().toSeconds()));
      }
      pause(terms);
    }
  }

  private static Optional<Lease> create(
      Warehouse warehouse,
      long number,
      String runId,
      Holder holder,
      LeaseTerms terms,
      InstantSource clock)
      throws IOException {
    ObjectNode content = Json.object().put("run_id", runId);
    holder.write(content);
    content.put("expiry", terms.expiry().toString());
    content.put("sign", 0).put("at", clock.instant().toString()).put("is_released", false);
    Lease lease = new Lease(warehouse, number, content, clock);
    try {
      if (!lease.storage.createNew(file(warehouse, number), Json.text(content))) {
        return Optional.empty();
      }
    } catch (IOException e) {
      if (numbers(warehouse).stream().anyMatch(other -> other >= number)) {
        return Optional.empty(); // Others were quicker, and have cleared the drafts.
      }
      throw e;
    }
    if (lease.isHighest()) {
      return Optional.of(lease);
    }
    lease.storage.delete(file(warehouse, number)); // Others have come and gone in the meantime.
    return Optional.empty();
  }

  private void begin(LeaseTerms terms, List<Long> earlier) {
    Thread signs = new Thread(() -> giveSigns(terms.expiry().dividedBy(SIGNS)), "lease");
    signs.setDaemon(true);
    signs.start();
    for (long other : earlier) {
      try {
        storage.delete(file(warehouse, other));
      } catch (IOException e) {
        return; // The next holder tries again.
      }
    }
  }

  private synchronized void giveSigns(Duration pause) {
    long last = System.nanoTime();
    while (!isClosed) {
      long left = pause.minusNanos(System.nanoTime() - last).toMillis();
      try {
        if (left > 0) {
          wait(left);
        } else {
          giveSign();
          last = System.nanoTime();
        }
      } catch (InterruptedException e) {
        return; // Nobody does that but to end the process.
      }
    }
  }

  private void giveSign() {
    try {
      content.put("sign", content.path("sign").asInt() + 1).put("at", clock.instant().toString());
      storage.replace(file(warehouse, number), Json.text(content));
    } catch (IOException e) {
      // The next sign may get through; before anything is committed the lease is looked at anyway.
    }
  }

  /** Refuses to go on where somebody else has taken the lease. */
  public void requireHeld() throws IOException {
    if (!isHighest()) {
      throw Refusal.temporary(
          "Cannot go on with run %s: it gave no sign of life for so long that another run has taken its place. Try again."
              .formatted(content.path("run_id").asText()));
    }
  }

  private boolean isHighest() throws IOException {
    List<Long> numbers = numbers(warehouse);
    return !numbers.isEmpty() && numbers.get(numbers.size() - 1) == number;
  }

  /** Lets others have it. */
  @Override
  public synchronized void close() {
    isClosed = true;
    notifyAll();
    try {
      if (isHighest()) {
        content.put("is_released", true).put("at", clock.instant().toString());
        storage.replace(file(warehouse, number), Json.text(content));
      }
    } catch (IOException e) {
      // This process is about to end: others will see that it is gone.
    }
  }

  private static List<Long> numbers(Warehouse warehouse) throws IOException {
    return warehouse.storage().fileNames(warehouse.leases()).stream()
        .filter(name -> name.matches("\\d{12}\\.json"))
        .map(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
        .sorted()
        .toList();
  }

  private static Path file(Warehouse warehouse, long number) {
    return new Path(warehouse.leases(), "%012d.json".formatted(number));
  }

  private static void pause(LeaseTerms terms) {
    try {
      Thread.sleep(Math.max(10, Math.min(1_000, terms.expiry().toMillis() / (4 * SIGNS))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.temporary("Cannot publish: interrupted while waiting for another run.");
    }
  }
}

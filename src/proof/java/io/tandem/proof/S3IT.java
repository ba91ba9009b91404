package io.tandem.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.publish.commit.Holder;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves on an S3 server, by the s3a client that a cluster has, what publication promises on object
 * stores: the life of a warehouse goes as on a disk; one of many takers holds the lease; who reads
 * by {@code _latest.json} while nights are published finds files of one run; a publication that is
 * cut off at any request, or killed, is finished or dropped by the next start.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class S3IT {
  private static final String BUCKET = "s3it";
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final LocalDate BEFORE = DAY.minusDays(1);
  private static final Duration LIMIT = Duration.ofSeconds(120);

  @TempDir private static Path folder;

  private static S3Server server;
  private static Wire wire;

  @BeforeAll
  static void startServer() throws Exception {
    server = S3Server.start(folder, BUCKET);
    wire = new Wire(server.port());
  }

  @AfterEach
  void mendWire() {
    wire.mend();
  }

  @AfterAll
  static void stopServer() throws IOException {
    try {
      FileSystem.closeAll();
      SparkExtension.stop();
    } finally {
      if (wire != null) {
        wire.close();
      }
      if (server != null) {
        server.close();
      }
    }
  }

  private static SmallShop shop(String warehouse) {
    SparkSession spark = SparkExtension.spark();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    S3Server.settings(wire.port()).forEach(hadoop::set);
    return new SmallShop(spark, root(warehouse), hadoop);
  }

  private static String root(String warehouse) {
    return "s3a://%s/%s".formatted(BUCKET, warehouse);
  }

  @Test
  void theLifeOfAWarehouseGoesAsOnADisk() throws Exception {
    long begin = System.nanoTime();
    SmallShop shop = shop("story");
    Story.tell(shop);
    System.out.printf(
        "proof: s3: %d publications, 2 roll-backs, an expiry: each date of one run at every turn; %d s%n",
        shop.publications(), seconds(begin));
  }

  @Test
  void ofManyTakersOneHoldsTheLease() throws Exception {
    long begin = System.nanoTime();
    Takers takers = new Takers(root("lease"), S3Server.settings(server.port()));
    int rounds = 25;
    int[] counts = takers.contend(folder, rounds, 13, 3);
    int most = takers.queue(6);
    assertThat(most).isEqualTo(1);
    System.out.printf(
        "proof: s3: 16 takers (3 of them processes), %d rounds: %d held the lease, %d were refused;"
            + " 6 who waited had their turns, %d at a time; %d s%n",
        rounds, counts[0], counts[1], most, seconds(begin));
  }

  /** What one who reads by the list has seen. */
  private static final class Seen {
    private int reads;
    private int files;
    private int movedOn;
    private int pagesAway;
    private final Set<String> runs = new HashSet<>();
  }

  @Test
  void whoReadsByTheListFindsFilesOfOneRun() throws Exception {
    long begin = System.nanoTime();
    SmallShop shop = shop("polled");
    shop.publish("night-0", DAY);
    AtomicBoolean isOver = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<Seen>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        readers.add(pool.submit(() -> poll(shop, isOver)));
      }
      int nights = 25;
      for (int night = 1; night <= nights; night++) {
        shop.publish("night-" + night, DAY);
      }
      isOver.set(true);
      Seen all = new Seen();
      for (Future<Seen> reader : readers) {
        Seen seen = reader.get(60, TimeUnit.SECONDS);
        all.reads += seen.reads;
        all.files += seen.files;
        all.movedOn += seen.movedOn;
        all.pagesAway += seen.pagesAway;
        all.runs.addAll(seen.runs);
      }
      assertThat(all.runs.size()).isGreaterThan(nights / 2);
      System.out.printf(
          "proof: s3: %d replaces of a date, %,d reads of _latest.json by 2 readers: 0 absent, 0 torn, 0 of two runs;"
              + " %,d of its files asked for, %d gone, where the list had moved on; a page away %d times; %d s%n",
          nights, all.reads, all.files, all.movedOn, all.pagesAway, seconds(begin));
    } finally {
      isOver.set(true);
      pool.shutdownNow();
    }
  }

  private static Seen poll(SmallShop shop, AtomicBoolean isOver) throws IOException {
    Configuration hadoop = new Configuration();
    S3Server.settings(server.port()).forEach(hadoop::set);
    hadoop.setBoolean("fs.s3a.impl.disable.cache", true);
    Warehouse warehouse = Warehouse.at(root("polled"), hadoop, Storage.MoveUnit.AUTO);
    Storage storage = warehouse.storage();
    Seen seen = new Seen();
    while (!isOver.get()) {
      JsonNode latest = Json.read(storage, warehouse.latest()).orElseThrow();
      seen.reads++;
      String runId = latest.path("run_id").asText();
      seen.runs.add(runId);
      assertThat(latest.path("files")).hasSize(3);
      for (JsonNode files : latest.path("files")) {
        assertThat(files).isNotEmpty();
        for (JsonNode file : files) {
          boolean isThere = storage.isFile(warehouse.listed(file.asText()));
          seen.files++;
          Optional<String> writer = shop.runOfFile(file.asText());
          if (writer.isEmpty()) {
            seen.pagesAway += isThere ? 0 : 1; // Pages have one name for all runs.
            continue;
          }
          assertThat(writer).contains(runId);
          if (!isThere) {
            seen.movedOn++;
            assertThat(Json.read(storage, warehouse.latest()).orElseThrow().path("run_id").asText())
                .as("%s is gone, and still listed", file.asText())
                .isNotEqualTo(runId);
          }
        }
      }
    }
    return seen;
  }

  /** At each request that changes something, from the commit point on, on either side of it. */
  @Test
  void aPublicationThatIsCutOffAnywhereIsWhollyThereOrNot() throws Exception {
    long begin = System.nanoTime();
    SmallShop shop = shop("cut");
    shop.publish("before", BEFORE);
    shop.publish("run-0", DAY);
    wire.cutAt("/intent.json", -1, Wire.Side.BEFORE, () -> {});
    shop.publish("run-1", DAY);
    int changes = wire.changes();
    assertThat(changes).isGreaterThan(15);
    String stands = "run-1";
    int finished = 0;
    int dropped = 0;
    int uncut = 0;
    int number = 2;
    for (int change = 0; change < changes; change++) {
      Wire.Side side = change % 2 == 0 ? Wire.Side.BEFORE : Wire.Side.AFTER;
      String runId = "run-" + number++;
      String fault = "%s change %d of %d".formatted(side, change, changes);
      wire.cutAt("/intent.json", change, side, () -> {});
      Optional<Refusal> refusal =
          SmallShop.attempt(() -> shop.publish(runId, DAY, SmallShop.DEAD, () -> {}));
      boolean isCut = wire.isCut();
      wire.mend();
      if (!isCut) { // It was over sooner: the client's clean-up behind files differs.
        assertThat(refusal).as(fault).isEmpty();
        assertThat(shop.look(DAY)).as(fault).containsEntry(DAY, runId);
        stands = runId;
        uncut++;
        continue;
      }
      List<String> told = shop.start("mending-" + number);
      Map<LocalDate, String> found = shop.look(BEFORE, DAY);
      assertThat(found).as(fault).containsEntry(BEFORE, "before").hasSize(2);
      assertThat(found.get(DAY)).as(fault).isIn(stands, runId);
      if (found.get(DAY).equals(runId)) {
        finished++;
      } else {
        dropped++;
        assertThat(refusal).as(fault).isPresent();
        assertThat(told).as(fault).anyMatch(line -> line.contains("dropped"));
      }
      stands = found.get(DAY);
    }
    assertThat(uncut).isLessThan(changes / 4);
    assertThat(finished).isGreaterThan(changes / 2);
    assertThat(dropped).isPositive();
    System.out.printf(
        "proof: s3: a publication cut off at %d of its %d changes from the commit point on:"
            + " %d finished by the next start, %d dropped, 0 half; %d s%n",
        changes - uncut, changes, finished, dropped, seconds(begin));
  }

  @Test
  void aProcessThatIsKilledLeavesNothingHalf() throws Exception {
    long begin = System.nanoTime();
    SmallShop shop = shop("killed");
    shop.publish("run-0", DAY);
    wire.cutAt("/intent.json", -1, Wire.Side.BEFORE, () -> {});
    shop.publish("run-1", DAY);
    int changes = wire.changes();
    String stands = "run-1";
    int finished = 0;
    int dropped = 0;
    int number = 2;
    for (int change : new int[] {0, 2, changes / 2, changes - 3}) {
      String runId = "run-" + number++;
      Path own = Files.createDirectories(folder.resolve("publisher-" + number));
      List<String> arguments = new ArrayList<>(List.of(root("killed"), runId, DAY.toString()));
      Map<String, String> settings = new TreeMap<>(S3Server.settings(wire.port()));
      settings.forEach((key, value) -> arguments.add(key + "=" + value));
      try (JavaProcess process =
          JavaProcess.main(own, Map.of(), PublisherProcess.class, arguments)) {
        Wire.Side side = change == 0 ? Wire.Side.BEFORE : Wire.Side.AFTER;
        wire.cutAt("/intent.json", change, side, process::kill);
        process.awaitLine("staged", LIMIT);
        assertThat(process.await(LIMIT)).as("killed").isEqualTo(137);
      }
      wire.mend();
      List<String> told = shop.start("mending-" + number);
      assertThat(told).anyMatch(line -> line.contains("is gone"));
      String found = shop.look(DAY).get(DAY);
      assertThat(found).isIn(stands, runId);
      assertThat(found.equals(runId)).as("change %d", change).isEqualTo(change > 0);
      if (found.equals(runId)) {
        finished++;
      } else {
        dropped++;
      }
      stands = found;
    }
    System.out.printf(
        "proof: s3: 4 processes killed while they published: %d finished by the next start, %d dropped, 0 half; %d s%n",
        finished, dropped, seconds(begin));
  }

  @Test
  void aServerThatDiesOverAPublicationFindsItFinishedLater() throws Exception {
    long begin = System.nanoTime();
    SmallShop shop = shop("server");
    shop.publish("run-0", DAY);
    wire.cutAt("/intent.json", 4, Wire.Side.AFTER, server::kill);
    Optional<Refusal> refusal =
        SmallShop.attempt(() -> shop.publish("run-1", DAY, SmallShop.DEAD, () -> {}));
    assertThat(refusal).isPresent();
    assertThat(refusal.get().kind()).isEqualTo(Refusal.Kind.CANNOT_PUBLISH);
    server.restart();
    wire.mend();
    assertThat(shop.start("mending")).contains("finished what run run-1 had begun to publish");
    assertThat(shop.look(DAY)).isEqualTo(Map.of(DAY, "run-1"));
    shop.rollBack("run-0", Holder.thisProcess());
    assertThat(shop.look(DAY)).isEqualTo(Map.of(DAY, "run-0"));
    System.out.printf(
        "proof: s3: server killed over a publication and started again: finished by the next start; %d s%n",
        seconds(begin));
  }

  private static long seconds(long begin) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
  }
}

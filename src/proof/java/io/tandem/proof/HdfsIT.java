package io.tandem.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.testing.SparkExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves on a real name node with data nodes what publication promises where folders move in one
 * step: the life of a warehouse goes as on a disk; one of many takers holds the lease; {@code
 * _latest.json} is never absent and never half while it is replaced; a data node that dies between
 * staging and publishing takes nothing away.
 */
@Timeout(value = 6, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HdfsIT {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final int DATA_NODES = 3;

  @TempDir private static Path folder;

  private static MiniDFSCluster cluster;

  @BeforeAll
  static void startCluster() throws IOException {
    Configuration hadoop = new HdfsConfiguration();
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    hadoop.setInt("dfs.replication", 2);
    cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(DATA_NODES).build();
    cluster.waitClusterUp();
  }

  @AfterAll
  static void stopCluster() throws IOException {
    try {
      SparkExtension.stop();
      FileSystem.closeAll();
    } finally {
      if (cluster != null) {
        cluster.shutdown();
      }
    }
  }

  private static String root(String warehouse) {
    return cluster.getURI() + "/" + warehouse;
  }

  private static Map<String, String> settings() {
    return new TreeMap<>(Map.of("dfs.replication", "2"));
  }

  private static SmallShop shop(String warehouse) {
    SparkSession spark = SparkExtension.spark();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    settings().forEach(hadoop::set);
    return new SmallShop(spark, root(warehouse), hadoop);
  }

  @Test
  void theLifeOfAWarehouseGoesAsOnADisk() throws Exception {
    long begin = System.nanoTime();
    SmallShop shop = shop("story");
    assertThat(shop.warehouse().storage().movesDirectories()).isTrue();
    Story.tell(shop);
    System.out.printf(
        "proof: hdfs: %d publications, 2 roll-backs, an expiry: each date of one run at every turn; %d s%n",
        shop.publications(), seconds(begin));
  }

  @Test
  void ofManyTakersOneHoldsTheLease() throws Exception {
    long begin = System.nanoTime();
    Takers takers = new Takers(root("lease"), settings());
    int rounds = 50;
    int[] counts = takers.contend(folder, rounds, 13, 3);
    int most = takers.queue(8);
    assertThat(most).isEqualTo(1);
    System.out.printf(
        "proof: hdfs: 16 takers (3 of them processes), %d rounds: %d held the lease, %d were refused;"
            + " 8 who waited had their turns, %d at a time; %d s%n",
        rounds, counts[0], counts[1], most, seconds(begin));
  }

  @Test
  void theListIsNeverAbsentAndNeverHalf() throws Exception {
    long begin = System.nanoTime();
    Storage storage = warehouse().storage();
    org.apache.hadoop.fs.Path latest = warehouse().latest();
    storage.replace(latest, text(0));
    AtomicBoolean isOver = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    int replaces = 300;
    int reads = 0;
    try {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        readers.add(pool.submit(() -> poll(isOver)));
      }
      for (int number = 1; number <= replaces; number++) {
        storage.replace(latest, text(number));
        Thread.sleep(10);
      }
      isOver.set(true);
      for (Future<Integer> reader : readers) {
        reads += reader.get(60, TimeUnit.SECONDS);
      }
    } finally {
      isOver.set(true);
      pool.shutdownNow();
    }
    assertThat(reads).isGreaterThan(2_000);
    System.out.printf(
        "proof: hdfs: %d replaces of _latest.json, %,d reads by 2 readers: 0 absent, 0 torn; %d s%n",
        replaces, reads, seconds(begin));
  }

  private static Warehouse warehouse() {
    Configuration hadoop = new Configuration();
    settings().forEach(hadoop::set);
    hadoop.setBoolean("fs.hdfs.impl.disable.cache", true);
    return Warehouse.at(root("list"), hadoop, Storage.MoveUnit.AUTO);
  }

  /** Longer for some numbers than for others, and at its end as at its begin. */
  private static String text(int number) {
    return Json.text(
        Json.object()
            .put("number", number)
            .put("between", "x".repeat(number % 7 * 10_000))
            .put("again", number));
  }

  private static int poll(AtomicBoolean isOver) throws IOException {
    Warehouse warehouse = warehouse();
    int reads = 0;
    int last = 0;
    while (!isOver.get()) {
      Optional<String> read = warehouse.storage().read(warehouse.latest());
      assertThat(read).as("read %d, after number %d", reads, last).isPresent();
      int number =
          Json.read(warehouse.storage(), warehouse.latest()).orElseThrow().path("number").asInt();
      assertThat(number).isGreaterThanOrEqualTo(last);
      int first = Integer.parseInt(read.get().replaceAll("(?s)\\D*(\\d+).*", "$1"));
      assertThat(read.get()).isEqualTo(text(first));
      last = number;
      reads += 2;
    }
    return reads;
  }

  @Test
  void aDataNodeThatDiesOverAPublicationTakesNothingAway() throws Exception {
    long begin = System.nanoTime();
    SmallShop shop = shop("node");
    shop.publish("before", DAY);
    MiniDFSCluster.DataNodeProperties[] stopped = new MiniDFSCluster.DataNodeProperties[1];
    try {
      shop.publish("again", DAY, SmallShop.DEAD, () -> stopped[0] = cluster.stopDataNode(0));
      assertThat(stopped[0]).isNotNull();
      assertThat(shop.look(DAY)).isEqualTo(Map.of(DAY, "again"));
      shop.publish("next", DAY.plusDays(1));
      assertThat(shop.look(DAY, DAY.plusDays(1)))
          .isEqualTo(Map.of(DAY, "again", DAY.plusDays(1), "next"));
    } finally {
      if (stopped[0] != null) {
        cluster.restartDataNode(stopped[0]);
        cluster.waitActive();
      }
    }
    System.out.printf(
        "proof: hdfs: 1 of %d data nodes stopped between staging and publishing: published, read right,"
            + " and another night after it; %d s%n",
        DATA_NODES, seconds(begin));
  }

  private static long seconds(long begin) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
  }
}

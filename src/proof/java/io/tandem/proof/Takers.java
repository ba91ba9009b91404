package io.tandem.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.publish.PublishSettings;
import io.tandem.publish.Turn;
import io.tandem.publish.commit.Holder;
import io.tandem.publish.commit.Lease;
import io.tandem.publish.commit.LeaseTerms;
import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;

/**
 * Many who want the lease of a warehouse in one moment: threads, each with a connection of its own,
 * and other processes.
 */
final class Takers {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String HELD = "held";
  private static final String REFUSED = "refused";

  private final String root;
  private final Map<String, String> settings;

  /**
   * @param settings of Hadoop, with which the warehouse is found
   */
  Takers(String root, Map<String, String> settings) {
    this.root = root;
    this.settings = settings;
  }

  private static Configuration hadoop(Map<String, String> settings, String scheme) {
    Configuration hadoop = new Configuration();
    settings.forEach(hadoop::set);
    hadoop.setBoolean("fs." + scheme + ".impl.disable.cache", true);
    return hadoop;
  }

  private static Warehouse warehouse(String root, Map<String, String> settings) {
    String scheme = root.substring(0, root.indexOf(':'));
    return Warehouse.at(root, hadoop(settings, scheme), Storage.MoveUnit.AUTO);
  }

  /**
   * In each round all try at once, without any patience; who gets it keeps it until all have tried.
   *
   * @return how many held it, and how many were refused, in all rounds
   */
  int[] contend(Path folder, int rounds, int threads, int processes) throws Exception {
    List<JavaProcess> others = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int i = 0; i < processes; i++) {
        List<String> arguments = new ArrayList<>(List.of(root));
        settings.forEach((key, value) -> arguments.add(key + "=" + value));
        Path own = Files.createDirectories(folder.resolve("taker-" + i));
        others.add(JavaProcess.main(own, Map.of(), Takers.class, arguments));
      }
      for (JavaProcess other : others) {
        other.awaitLine("ready", LIMIT);
      }
      List<Warehouse> connections = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        connections.add(warehouse(root, settings));
      }
      int held = 0;
      int refused = 0;
      for (int round = 0; round < rounds; round++) {
        List<String> answers = round(round, connections, others, pool);
        assertThat(answers).containsOnly(HELD, REFUSED);
        assertThat(answers.stream().filter(HELD::equals)).as("round %d", round).hasSize(1);
        held++;
        refused += answers.size() - 1;
      }
      return new int[] {held, refused};
    } finally {
      pool.shutdownNow();
      others.forEach(JavaProcess::close);
    }
  }

  private static List<String> round(
      int round, List<Warehouse> connections, List<JavaProcess> others, ExecutorService pool)
      throws Exception {
    CountDownLatch begin = new CountDownLatch(1);
    List<Lease> leases = new ArrayList<>();
    List<Future<String>> threads = new ArrayList<>();
    for (int i = 0; i < connections.size(); i++) {
      Warehouse connection = connections.get(i);
      String runId = "round-%d-thread-%d".formatted(round, i);
      threads.add(
          pool.submit(
              () -> {
                begin.await();
                return take(connection, runId, leases);
              }));
    }
    for (int i = 0; i < others.size(); i++) {
      others.get(i).say("take round-%d-process-%d".formatted(round, i));
    }
    begin.countDown();
    List<String> answers = new ArrayList<>();
    for (Future<String> thread : threads) {
      answers.add(thread.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
    }
    for (JavaProcess other : others) {
      answers.add(other.awaitLine("answer ", LIMIT).substring("answer ".length()));
    }
    leases.forEach(Lease::close);
    for (JavaProcess other : others) {
      other.say("release");
      other.awaitLine("released", LIMIT);
    }
    return answers;
  }

  private static String take(Warehouse warehouse, String runId, List<Lease> leases) {
    try {
      Lease lease =
          Lease.take(
              warehouse,
              runId,
              Holder.thisProcess(),
              new LeaseTerms(Duration.ofMinutes(5), Duration.ZERO),
              InstantSource.system(),
              line -> {});
      synchronized (leases) {
        leases.add(lease);
      }
      return HELD;
    } catch (Refusal e) {
      return e.kind() == Refusal.Kind.TEMPORARY ? REFUSED : e.toString();
    } catch (IOException | RuntimeException e) {
      return "broken: " + e;
    }
  }

  /**
   * All wait for their turns, and look for what was left when they have them.
   *
   * @return the most that had a turn at one time
   */
  int queue(int threads) throws Exception {
    PublishSettings patient =
        new PublishSettings(400, Storage.MoveUnit.AUTO, 120, 10, SmallShop.settings(0).drift());
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> turns = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        String runId = "queue-" + i;
        turns.add(
            pool.submit(
                () -> {
                  Warehouse connection = warehouse(root, settings);
                  try (Turn turn =
                      Turn.take(
                          connection,
                          runId,
                          Holder.thisProcess(),
                          patient,
                          InstantSource.system(),
                          line -> {})) {
                    assertThat(turn).isNotNull();
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.sleep(20);
                    now.decrementAndGet();
                  }
                  return null;
                }));
      }
      for (Future<?> turn : turns) {
        turn.get(180, TimeUnit.SECONDS);
      }
      return most.get();
    } finally {
      pool.shutdownNow();
    }
  }

  /** One of the other processes: does what it is told by lines. */
  public static void main(String[] args) throws Exception {
    Map<String, String> settings = new java.util.TreeMap<>();
    for (String arg : List.of(args).subList(1, args.length)) {
      settings.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
    }
    Warehouse warehouse = warehouse(args[0], settings);
    List<Lease> leases = new ArrayList<>();
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("take ")) {
        System.out.println("answer " + take(warehouse, line.substring("take ".length()), leases));
      } else {
        leases.forEach(Lease::close);
        leases.clear();
        System.out.println("released");
      }
    }
    System.exit(0);
  }
}

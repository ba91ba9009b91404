package io.tandem.publish.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  private static final Holder ELSEWHERE = new Holder("elsewhere", "another space", 1, "tick 1");
  private static final LeaseTerms AT_ONCE = terms(Duration.ofMinutes(5), Duration.ZERO);

  @TempDir private Path folder;
  private final List<String> lines = new ArrayList<>();

  private static LeaseTerms terms(Duration expiry, Duration patience) {
    return new LeaseTerms(expiry, patience);
  }

  private Warehouse warehouse() {
    return Warehouse.at(
        folder.resolve("warehouse").toString(), new Configuration(), Storage.MoveUnit.AUTO);
  }

  private Lease take(String runId, Holder holder, LeaseTerms terms) throws IOException {
    return take(runId, holder, terms, InstantSource.system());
  }

  private Lease take(String runId, Holder holder, LeaseTerms terms, InstantSource clock)
      throws IOException {
    return Lease.take(warehouse(), runId, holder, terms, clock, lines::add);
  }

  /** A holder that gives no more signs: it is dead, and nobody has told. */
  private Lease leaveBehind(String runId, Holder holder, InstantSource clock) throws IOException {
    // No sign is due within the time of a test; but others are to think so.
    Lease lease = take(runId, holder, terms(Duration.ofHours(1), Duration.ZERO), clock);
    Path file = newestLease();
    Files.writeString(file, Files.readString(file).replace("PT1H", "PT0.1S"));
    return lease;
  }

  private Path newestLease() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("warehouse/_runs/_leases"))) {
      return files.max(Comparator.naturalOrder()).orElseThrow();
    }
  }

  @Test
  void oneHoldsAtATimeAndThenTheNext() throws IOException {
    try (Lease first = take("one", Holder.thisProcess(), AT_ONCE)) {
      first.requireHeld();
      assertThatThrownBy(() -> take("two", Holder.thisProcess(), AT_ONCE))
          .isInstanceOfSatisfying(
              Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.TEMPORARY))
          .hasMessageContaining("run one (process " + ProcessHandle.current().pid())
          .hasMessageContaining("publish.lease-wait");
    }
    take("two", Holder.thisProcess(), AT_ONCE).close();
    try (Stream<Path> files = Files.list(folder.resolve("warehouse/_runs/_leases"))) {
      assertThat(files).as("of all who held it only the last is remembered").hasSize(1);
    }
  }

  @Test
  void ofManyWhoAskAtOnceOneGetsIt() throws Exception {
    int rounds = 20;
    int takers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(takers);
    try {
      for (int round = 0; round < rounds; round++) {
        List<Future<Lease>> leases = new ArrayList<>();
        for (int taker = 0; taker < takers; taker++) {
          String runId = round + "-" + taker;
          leases.add(threads.submit(() -> takeOrNull(runId)));
        }
        List<Lease> held = new ArrayList<>();
        for (Future<Lease> lease : leases) {
          if (lease.get() != null) {
            held.add(lease.get());
          }
        }
        assertThat(held).hasSize(1);
        held.get(0).close();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Lease takeOrNull(String runId) throws IOException {
    try {
      return Lease.take(
          warehouse(), runId, Holder.thisProcess(), AT_ONCE, InstantSource.system(), line -> {});
    } catch (Refusal e) {
      return null;
    }
  }

  @Test
  void whoWaitsIsNext() throws Exception {
    Lease first = take("one", Holder.thisProcess(), AT_ONCE);
    Thread ending =
        new Thread(
            () -> {
              sleep(300);
              first.close();
            });
    ending.start();
    take("two", Holder.thisProcess(), terms(Duration.ofMinutes(5), Duration.ofSeconds(30))).close();
    ending.join();
    assertThat(lines).singleElement().asString().startsWith("waiting for run one (process ");
  }

  /** A real process, which is then killed. */
  @Test
  void aProcessOfThisMachineIsGoneAsSoonAsItIsNoMore() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    try {
      leaveBehind("killed", Holder.of(process.pid()), InstantSource.system());
      assertThatThrownBy(() -> take("next", Holder.thisProcess(), AT_ONCE))
          .hasMessageContaining("run killed (process " + process.pid());
    } finally {
      process.destroyForcibly().waitFor();
    }
    take("next", Holder.thisProcess(), AT_ONCE).close();
    assertThat(lines).singleElement().asString().contains("run killed", "is gone");
  }

  /** As in a container whose first process never asks how the others ended. */
  @EnabledOnOs(OS.LINUX)
  @Test
  void aProcessWhoseEndNobodyHasAskedForIsGone() throws Exception {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 1 & echo $!; exec sleep 60").start();
    try {
      long child = Long.parseLong(parent.inputReader().readLine());
      Holder holder = Holder.of(child);
      assertThat(holder.isProvablyGone()).isFalse();
      long begin = System.nanoTime();
      while (!holder.isProvablyGone()) {
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        sleep(50);
      }
      assertThat(Path.of("/proc/" + child)).as("it is a zombie").exists();
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  /** Stopped, it gives no sign either; but it may go on. */
  @Test
  void aProcessOfThisMachineThatIsThereIsNeverGone() throws IOException {
    InstantSource lastYear = InstantSource.fixed(Instant.parse("2025-01-01T00:00:00Z"));
    leaveBehind("stopped", Holder.thisProcess(), lastYear);
    assertThatThrownBy(
            () ->
                take(
                    "next",
                    Holder.thisProcess(),
                    terms(Duration.ofMillis(100), Duration.ofMillis(500))))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void aHolderElsewhereIsGoneOnceItHasGivenNoSignForTheWholeExpiry() throws IOException {
    leaveBehind("far", ELSEWHERE, InstantSource.system());
    assertThatThrownBy(() -> take("next", Holder.thisProcess(), AT_ONCE))
        .isInstanceOf(Refusal.class);
    long begin = System.nanoTime();
    take("next", Holder.thisProcess(), terms(Duration.ofMillis(600), Duration.ofSeconds(30)))
        .close();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(300));
  }

  /** A scheduler that tries again now and then need not be patient itself. */
  @Test
  void aSignThatIsOldByTheClockIsWatchedForALittleOnly() throws IOException {
    leaveBehind("far", ELSEWHERE, InstantSource.fixed(Instant.parse("2025-01-01T00:00:00Z")));
    take("next", Holder.thisProcess(), terms(Duration.ofSeconds(1), Duration.ZERO)).close();
    assertThat(lines.get(lines.size() - 1)).contains("run far", "is gone");
  }

  @Test
  void signsOfLifeCountWhateverTheClockSays() throws IOException {
    InstantSource wrong = InstantSource.fixed(Instant.parse("2025-01-01T00:00:00Z"));
    Duration expiry = Duration.ofMillis(600);
    try (Lease far = take("far", ELSEWHERE, terms(expiry, Duration.ZERO), wrong)) {
      assertThatThrownBy(
              () -> take("next", Holder.thisProcess(), terms(expiry, Duration.ofSeconds(2))))
          .isInstanceOf(Refusal.class);
      far.requireHeld();
    }
  }

  /** It gives signs as often as its own settings say. */
  @Test
  void aHolderIsGivenAsLongAsItSaysItself() throws IOException {
    take("far", ELSEWHERE, terms(Duration.ofHours(1), Duration.ZERO));
    assertThatThrownBy(
            () ->
                take(
                    "next",
                    Holder.thisProcess(),
                    terms(Duration.ofMillis(100), Duration.ofSeconds(1))))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void whatNoHolderHasWrittenExpires() throws IOException {
    Path leases = Files.createDirectories(folder.resolve("warehouse/_runs/_leases"));
    Files.writeString(leases.resolve("99999999999999999999.json"), "no lease");
    Files.writeString(
        leases.resolve("000000000007.json"),
        "{\"pid\": \"x\", \"at\": \"yesterday\", \"expiry\": [], \"is_released\": {}}");
    take("next", Holder.thisProcess(), terms(Duration.ofMillis(300), Duration.ofSeconds(30)))
        .close();
    assertThat(newestLease()).hasFileName("99999999999999999999.json");
    assertThat(leases.resolve("000000000008.json")).exists();
  }

  @Test
  void aClockThatHasGoneBackwardsHoldsNobodyUp() throws IOException {
    InstantSource future = InstantSource.fixed(Instant.parse("2040-01-01T00:00:00Z"));
    take("released", Holder.thisProcess(), AT_ONCE, future).close();
    take("next", Holder.thisProcess(), AT_ONCE).close();
    leaveBehind("far", ELSEWHERE, future);
    take("next", Holder.thisProcess(), terms(Duration.ofMillis(300), Duration.ofSeconds(30)))
        .close();
  }

  @Test
  void whoHasLostTheLeaseCommitsNothing() throws IOException {
    Lease lost =
        leaveBehind("lost", ELSEWHERE, InstantSource.fixed(Instant.parse("2025-01-01T00:00:00Z")));
    Lease next = take("next", Holder.thisProcess(), terms(Duration.ofMillis(300), Duration.ZERO));
    assertThatThrownBy(lost::requireHeld)
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.TEMPORARY))
        .hasMessageStartingWith("Cannot go on with run lost: it gave no sign of life");
    lost.close();
    next.requireHeld();
    next.close();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

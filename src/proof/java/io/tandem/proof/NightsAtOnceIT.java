package io.tandem.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights in processes of their own that are started at once into one warehouse. */
class NightsAtOnceIT {
  @TempDir private Path folder;

  private static List<String> options(List<String> kind, String... more) {
    List<String> options = new ArrayList<>(kind);
    options.addAll(List.of(more));
    return options;
  }

  @Test
  void onePublishesAndTheOtherWaitsOrLeaves() throws Exception {
    TeaShop shop = TeaShop.in(folder);
    // Who does not wait leaves.
    Process one = shop.nightly("one", options(List.of(), "--set", "publish.lease-wait=0"));
    Process other = shop.nightly("other", options(List.of(), "--set", "publish.lease-wait=0"));
    List<Integer> codes = List.of(shop.ended(one), shop.ended(other));
    assertThat(codes).as(shop.err("one") + shop.err("other")).containsExactlyInAnyOrder(0, 75);
    assertThat(shop.err(codes.get(0) == 75 ? "one" : "other"))
        .contains("Cannot publish to this warehouse now: run ", " is at work.");
    long bytes = shop.requireWholeNights();
    String first = shop.json("_latest.json").path("run_id").asText();

    // Who waits finds that nothing is left to do; the third is of another kind.
    Process again = shop.nightly("again", List.of());
    Process twice = shop.nightly("twice", List.of());
    assertThat(List.of(shop.ended(again), shop.ended(twice))).containsExactly(0, 0);
    assertThat(shop.out("again") + shop.out("twice"))
        .contains("waiting for run ", "Already published for 2026-02-21 by run " + first);
    assertThat(shop.requireWholeNights()).isEqualTo(bytes);

    // A night against a backfill: both stand, and the newest stays the newest.
    Process backfill = shop.nightly("backfill", List.of("--run-date", "2026-02-15"));
    Process night = shop.nightly("night", TeaShop.kind(true));
    assertThat(List.of(shop.ended(backfill), shop.ended(night)))
        .as(shop.err("backfill") + shop.err("night"))
        .containsExactly(0, 0);
    shop.requireWholeNights();
    assertThat(shop.json("_runs/_standing.json").path("nights").size()).isEqualTo(2);
    assertThat(shop.json("_latest.json").path("run_date").asText()).isEqualTo("2026-02-21");
    assertThat(shop.json("_latest.json").path("run_id").asText()).isNotEqualTo(first);
    System.out.println(
        "proof: nights at once: 6 in 3 pairs; 1 left with 75, 1 waited, 2 had nothing to do; 0 torn");
  }

  /** On a disk of two megabytes, where this machine lets one mount it. */
  @Test
  void aFullDiskStopsANightAndLosesNothing() throws Exception {
    TeaShop shop = TeaShop.in(folder);
    assertThat(shop.ended(shop.nightly("probe", List.of()))).isZero();
    Path small = Files.createDirectory(folder.resolve("small"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", small.toString())
            .redirectErrorStream(true)
            .start();
    if (!mount.waitFor(10, TimeUnit.SECONDS) || mount.exitValue() != 0) {
      System.out.println("skipped: a full disk: this machine lets nobody mount a small one");
      return;
    }
    try {
      String warehouse = small.resolve("warehouse").toString();
      assertThat(shop.ended(shop.nightly("fits", List.of("--warehouse", warehouse))))
          .as(shop.err("fits"))
          .isZero();
      String latest = Files.readString(small.resolve("warehouse/_latest.json"));
      int full = 0;
      int nights = 0;
      while (full == 0 && nights < 6) {
        nights++;
        String name = "full" + nights;
        int code =
            shop.ended(
                shop.nightly(
                    name,
                    options(
                        TeaShop.kind(nights % 2 == 1),
                        "--warehouse",
                        warehouse,
                        "--set",
                        "recommendations.als.seed=" + nights)));
        if (code == 0) {
          latest = Files.readString(small.resolve("warehouse/_latest.json"));
          continue;
        }
        full++;
        assertThat(code).as(shop.err(name)).isEqualTo(73);
        assertThat(shop.err(name)).contains("No space left").doesNotContain("\tat ");
        assertThat(Files.readString(small.resolve("warehouse/_latest.json"))).isEqualTo(latest);
      }
      assertThat(full).isEqualTo(1);
      run("mount", "-o", "remount,size=64m", small.toString());
      assertThat(
              shop.ended(
                  shop.nightly("room", options(TeaShop.kind(true), "--warehouse", warehouse))))
          .as(shop.err("room"))
          .isZero();
      System.out.printf("proof: full disk: night %d did not fit, exit code 73, 0 lost%n", nights);
    } finally {
      run("umount", "-l", small.toString());
    }
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}

package io.tandem.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills whole nights with SIGKILL at random moments, starts again each time, and looks; while an
 * analyst reads all the time. Of three one is killed at any moment, one at a random moment of its
 * last second, and one at a random moment of the few milliseconds from its commit point on.
 */
class KilledNightsIT {
  private static final int KILLS = Integer.getInteger("proof.kills", 50);
  private static final long SEED = 20260301;
  private static final List<String> DATES = List.of("2026-02-21", "2026-02-21", "2026-02-19");

  /** About as long as an intent lies there. */
  private static final int PUBLISHING_MILLIS = 60;

  @TempDir private Path folder;

  @Test
  void noNightIsTornAndNothingIsLeft() throws Exception {
    TeaShop shop = TeaShop.in(folder);
    long begin = System.nanoTime();
    assertThat(shop.ended(shop.nightly("first", List.of()))).as(shop.err("first")).isZero();
    long length = (System.nanoTime() - begin) / 1_000_000;
    shop.requireWholeNights();
    Process reader = read(shop);
    Random random = new Random(SEED);
    int killed = 0;
    int publishing = 0;
    int finished = 0;
    int dropped = 0;
    int over = 0;
    try {
      for (int number = 1; killed < KILLS; number++) {
        assertThat(over).as("nights that were over before they were killed").isLessThan(KILLS);
        String name = "night" + number;
        List<String> options = new ArrayList<>(TeaShop.kind(random.nextBoolean()));
        options.addAll(List.of("--run-date", DATES.get(number % DATES.size())));
        options.addAll(
            List.of("--set", "recommendations.als.seed=" + number)); // Not the same again.
        Process night = shop.nightly(name, options);
        switch (number % 3) {
          case 0 -> {
            waitFor(night, () -> hasLine(shop, name, "audit "));
            Thread.sleep(random.nextInt(1_000));
          }
          case 1 -> {
            waitFor(night, () -> isPublishing(shop));
            Thread.sleep(random.nextInt(PUBLISHING_MILLIS));
          }
          default -> Thread.sleep(Math.floorMod(random.nextLong(), length));
        }
        if (night.isAlive()) {
          killed++;
        } else {
          over++;
        }
        night.destroyForcibly().waitFor();
        publishing += isPublishing(shop) ? 1 : 0;
        String out = restart(shop, "restart" + number);
        finished += out.contains("finished what run") ? 1 : 0;
        dropped += out.contains("dropped what run") ? 1 : 0;
        shop.requireWholeNights();
      }
      assertThat(shop.ended(shop.nightly("last", List.of("--run-date", "2026-02-21"))))
          .as(shop.err("last"))
          .isZero();
    } finally {
      Files.writeString(folder.resolve("stop"), "");
      shop.ended(reader);
    }
    long bytes = shop.requireWholeNights();
    Process expiry =
        shop.script(
            "expiry",
            "submit",
            List.of(
                "runs",
                "expire",
                "--keep-runs",
                "1",
                "--keep-days",
                "0",
                "--grace-hours",
                "0",
                "--delete"));
    assertThat(shop.ended(expiry)).as(shop.err("expiry")).isZero();
    assertNoOrphans(shop);
    System.out.printf(
        "proof: killed nights: %d killed (%d more were over before), %d of them behind the commit point; "
            + "%d finished and %d dropped by the next start; 0 torn nights; %,d bytes stand, 0 lost; "
            + "reader: %s%n",
        killed,
        over,
        publishing,
        finished,
        dropped,
        bytes,
        Files.readString(folder.resolve("reader.out")).replace('\n', ' '));
    assertThat(publishing).as("killed behind the commit point").isPositive();
    assertThat(finished).isEqualTo(publishing);
    List<String> lines = Files.readAllLines(folder.resolve("reader.out"));
    assertThat(lines).noneMatch(line -> line.startsWith("refused"));
    assertThat(lines.stream().filter(line -> line.startsWith("answer: ")).toList())
        .as("there are two kinds of night")
        .hasSizeBetween(1, 2)
        .allMatch(line -> line.contains("2 to 2, 2 to 2, ") || line.contains("3 to 3, 3 to 3, "));
  }

  /** A start that only mends, as every start does first; its lines. */
  private static String restart(TeaShop shop, String name) throws IOException {
    Process start =
        shop.script(
            name, "submit", List.of("runs", "expire", "--keep-runs", "1000000", "--delete"));
    assertThat(shop.ended(start)).as(shop.err(name)).isZero();
    return shop.out(name);
  }

  private Process read(TeaShop shop) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
            PollingReader.class.getName(),
            shop.warehouse().toString(),
            folder.resolve("stop").toString())
        .redirectOutput(folder.resolve("reader.out").toFile())
        .redirectError(folder.resolve("reader.err").toFile())
        .start();
  }

  /** Something that a night will have done sooner or later. */
  @FunctionalInterface
  private interface Happened {
    boolean yet() throws IOException;
  }

  private static void waitFor(Process night, Happened happened) throws Exception {
    while (night.isAlive() && !happened.yet()) {
      Thread.sleep(1);
    }
  }

  private static boolean hasLine(TeaShop shop, String name, String beginning) throws IOException {
    return shop.out(name).lines().anyMatch(line -> line.startsWith(beginning));
  }

  /** Whether there is an intent: the commit point is behind, and not all is done. */
  private static boolean isPublishing(TeaShop shop) throws IOException {
    for (Path run : TeaShop.entries(shop.warehouse().resolve("_runs"))) {
      if (Files.exists(run.resolve("intent.json"))) {
        return true;
      }
    }
    return false;
  }

  /** What is left is the run that stands, and the warehouse's own files. */
  private static void assertNoOrphans(TeaShop shop) throws IOException {
    shop.requireWholeNights();
    String latest = shop.json("_latest.json").path("run_id").asText();
    List<String> left = new ArrayList<>();
    for (Path entry : TeaShop.entries(shop.warehouse().resolve("_runs"))) {
      left.add(entry.getFileName().toString());
    }
    List<String> kept = new ArrayList<>(List.of("_drafts", "_leases", "_standing.json", latest));
    shop.json("_runs/" + latest + "/manifest.json")
        .path("read_from")
        .forEach(run -> kept.add(run.asText()));
    assertThat(left).isSubsetOf(kept);
    assertThat(TeaShop.below(shop.warehouse().resolve("_runs")))
        .noneMatch(path -> path.toString().endsWith(".parquet"))
        .noneMatch(path -> path.endsWith("intent.json") || path.endsWith("work"));
    if (Files.exists(shop.warehouse().resolve("_runs/_drafts"))) {
      assertThat(TeaShop.entries(shop.warehouse().resolve("_runs/_drafts"))).isEmpty();
    }
  }
}

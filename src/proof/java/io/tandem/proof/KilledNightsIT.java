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
 * analyst reads all the time. Every third is killed at a random moment of its last second, when it
 * publishes; the others at any moment.
 */
class KilledNightsIT {
  private static final int KILLS = Integer.getInteger("proof.kills", 50);
  private static final long SEED = 20260301;
  private static final List<String> DATES = List.of("2026-02-21", "2026-02-21", "2026-02-19");

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
    int undone = 0;
    int over = 0;
    try {
      for (int kill = 1; kill <= KILLS; kill++) {
        String name = "night" + kill;
        List<String> options = new ArrayList<>(TeaShop.kind(kill % 2 == 1));
        options.addAll(List.of("--run-date", DATES.get(kill % DATES.size())));
        Process night = shop.nightly(name, options);
        if (kill % 3 == 0) {
          waitForLine(shop, name, "audit ", night);
          Thread.sleep(random.nextInt(1_000));
        } else {
          Thread.sleep(Math.floorMod(random.nextLong(), length));
        }
        if (night.isAlive()) {
          killed++;
        } else {
          over++;
        }
        night.destroyForcibly().waitFor();
        if (TeaShop.below(shop.warehouse().resolve("_runs")).stream()
            .anyMatch(path -> path.endsWith("intent.json"))) {
          publishing++;
        }
        String out = restart(shop, "restart" + kill);
        finished += out.contains("finished what run") ? 1 : 0;
        undone += out.contains("dropped what run") ? 1 : 0;
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
        "proof: killed nights: %d killed (%d over before), %d of them behind the commit point; "
            + "%d finished and %d dropped by the next start; 0 torn nights; %,d bytes stand, 0 lost; "
            + "reader: %s%n",
        killed,
        over,
        publishing,
        finished,
        undone,
        bytes,
        Files.readString(folder.resolve("reader.out")).replace('\n', ' '));
    assertThat(killed).isGreaterThanOrEqualTo(KILLS * 4 / 5);
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

  private static void waitForLine(TeaShop shop, String name, String beginning, Process night)
      throws Exception {
    while (night.isAlive()
        && shop.out(name).lines().noneMatch(line -> line.startsWith(beginning))) {
      Thread.sleep(20);
    }
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

package io.tandem.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.Expiry;
import io.tandem.publish.PublishSettings;
import io.tandem.publish.RollBack;
import io.tandem.publish.Turn;
import io.tandem.publish.commit.Holder;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Manifests;
import io.tandem.publish.warehouse.Standing;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/** The runs of a warehouse; needs no Spark session. */
public final class Runs {
  private static final String HADOOP = "spark.hadoop.";

  private final String directory;
  private final Warehouse warehouse;
  private final PublishSettings settings;
  private final Consumer<String> lines;

  /**
   * The runs of the warehouse in this folder.
   *
   * @param lines where lines go
   */
  public Runs(String directory, NightSettings settings, Consumer<String> lines) {
    this.directory = directory;
    this.settings = settings.publish();
    this.warehouse = Warehouse.at(directory, hadoop(), this.settings.move());
    this.lines = lines;
  }

  /** As a Spark session would have it. */
  private static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    for (Tuple2<String, String> setting : new SparkConf().getAll()) {
      if (setting._1().startsWith(HADOOP)) {
        hadoop.set(setting._1().substring(HADOOP.length()), setting._2());
      }
    }
    return hadoop;
  }

  /**
   * One line per run, oldest first: id, run date, command, verdict with what of it stands, and the
   * message of one that failed.
   */
  public void list() {
    try {
      List<ObjectNode> runs = new Manifests(warehouse).all();
      if (runs.isEmpty()) {
        throw Refusal.inputMissing(
            "Cannot find a run in %s. Check --warehouse.".formatted(directory));
      }
      Standing standing = Standing.of(warehouse);
      for (ObjectNode run : runs) {
        lines.accept(
            "%s  %s  %-28s %s%s %s"
                .formatted(
                    run.path("run_id").asText(),
                    run.path("run_date").asText("-         "),
                    run.path("command").asText(),
                    run.path("verdict").asText(),
                    whatStands(run, standing),
                    run.path("message").asText("").lines().findFirst().orElse(""))
                .stripTrailing());
      }
    } catch (IOException e) {
      throw cannotRead(e);
    }
  }

  private static String whatStands(ObjectNode run, Standing standing) {
    String runId = run.path("run_id").asText();
    if (!run.path("verdict").asText().equals("published")) {
      return "";
    }
    if (standing.latest().equals(Optional.of(runId))) {
      return ", latest";
    }
    return standing.holds(runId) ? "" : ", kept";
  }

  /** The whole manifest of a run. */
  public void show(String runId) {
    requireRun(runId);
    try {
      lines.accept(
          Json.text(
              new Manifests(warehouse)
                  .of(runId)
                  .orElseThrow(
                      () ->
                          Refusal.inputMissing(
                              "Cannot show run %s: it has not ended yet.".formatted(runId)))));
    } catch (IOException e) {
      throw Refusal.inputMissing(
          "Cannot read run %s of %s: %s.".formatted(runId, directory, e.getMessage()));
    }
  }

  private void requireRun(String runId) {
    try {
      if (!warehouse.runIds().contains(runId)) {
        throw Refusal.inputMissing(
            "Cannot find run %s in %s. See runs list.".formatted(runId, directory));
      }
    } catch (IOException e) {
      throw cannotRead(e);
    }
  }

  private Refusal cannotRead(IOException e) {
    return Refusal.inputMissing(
        "Cannot read the runs of %s: %s.".formatted(directory, e.getMessage()));
  }

  /** Makes the warehouse what it was right after this run was published. */
  public void rollBack(String ownId, String runId, boolean isDryRun) {
    requireRun(runId);
    RollBack rollBack = new RollBack(warehouse);
    if (isDryRun) {
      rollBack.to(runId, Optional.empty(), lines);
      return;
    }
    try (Turn turn = turn(ownId)) {
      rollBack.to(runId, Optional.of(turn), lines);
    }
  }

  /**
   * Lets runs go that nobody needs any more.
   *
   * @param runs so many of the last published are kept
   * @param days and those that were started in so many days
   * @param grace and all that were started in so long a time
   */
  public void expire(
      String ownId, int runs, int days, Duration grace, boolean isDryRun, InstantSource clock) {
    Expiry expiry = new Expiry(warehouse, new Expiry.Terms(runs, days, grace));
    if (isDryRun) {
      expiry.run(ownId, Optional.empty(), clock.instant(), lines);
      return;
    }
    try (Turn turn = turn(ownId)) {
      expiry.run(ownId, Optional.of(turn), clock.instant(), lines);
    }
  }

  private Turn turn(String ownId) {
    return Turn.take(
        warehouse, ownId, Holder.thisProcess(), settings, InstantSource.system(), lines);
  }
}

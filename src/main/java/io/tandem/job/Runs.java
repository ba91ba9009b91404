package io.tandem.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.Manifests;
import io.tandem.publish.Warehouse;
import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/** The runs of a warehouse, as their manifests tell; needs no Spark session. */
public final class Runs {
  private final String directory;
  private final Manifests manifests;

  private Runs(String directory, Manifests manifests) {
    this.directory = directory;
    this.manifests = manifests;
  }

  /** The runs of the warehouse in this folder. */
  public static Runs of(String warehouse) {
    return new Runs(warehouse, new Manifests(Warehouse.at(warehouse, new Configuration())));
  }

  /**
   * One line per run, oldest first: id, run date, command, verdict, and the message of one that
   * failed.
   */
  public void list(Consumer<String> lines) {
    try {
      if (manifests.all().isEmpty()) {
        throw Refusal.inputMissing(
            "Cannot find a run in %s. Check --warehouse.".formatted(directory));
      }
      for (ObjectNode run : manifests.all()) {
        lines.accept(
            "%s  %s  %-28s %s %s"
                .formatted(
                    run.path("run_id").asText(),
                    run.path("run_date").asText("-         "),
                    run.path("command").asText(),
                    run.path("verdict").asText(),
                    run.path("message").asText("").lines().findFirst().orElse(""))
                .stripTrailing());
      }
    } catch (IOException e) {
      throw Refusal.inputMissing(
          "Cannot read the runs of %s: %s".formatted(directory, e.getMessage()));
    }
  }

  /** The whole manifest of a run. */
  public void show(String runId, Consumer<String> lines) {
    try {
      lines.accept(
          Manifests.text(
              manifests
                  .of(runId)
                  .orElseThrow(
                      () ->
                          Refusal.inputMissing(
                              "Cannot find run %s in %s. See runs list."
                                  .formatted(runId, directory)))));
    } catch (IOException e) {
      throw Refusal.inputMissing(
          "Cannot read run %s of %s: %s".formatted(runId, directory, e.getMessage()));
    }
  }
}

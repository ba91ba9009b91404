package io.tandem.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.Publication;
import io.tandem.publish.Repeated;
import io.tandem.publish.Turn;
import io.tandem.publish.commit.Holder;
import io.tandem.publish.warehouse.Warehouse;
import io.tandem.refusal.Refusal;
import io.tandem.source.Inputs;
import io.tandem.source.Keep;
import io.tandem.source.SourceCounts;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * One run: reads the inputs, does its jobs in order, and publishes all their tables at one point.
 * Whatever stops it before that point leaves the warehouse as it was, but for the manifest that
 * says what stopped it.
 */
public final class NightRun {
  private final RunRequest request;
  private final NightSettings settings;
  private final Progress progress;

  public NightRun(RunRequest request, NightSettings settings, Progress progress) {
    this.request = request;
    this.settings = settings;
    this.progress = progress;
  }

  /** Does these jobs; a {@link Refusal} says why it could not. */
  public void execute(List<Job> jobs) {
    SparkSession spark = Sessions.start(request.command());
    try {
      jobs.forEach(job -> job.require(settings.sources()));
      progress.say("%s, run %s".formatted(request.command(), request.runId()));
      Warehouse warehouse =
          Warehouse.at(
              request.warehouse(), spark.sessionState().newHadoopConf(), settings.publish().move());
      if (request.mode() == RunRequest.Mode.PUBLISH) {
        try (Turn turn = takeTurn(warehouse)) {
          execute(jobs, spark, warehouse, Optional.of(turn));
        }
      } else {
        execute(jobs, spark, warehouse, Optional.empty());
      }
    } finally {
      spark.stop();
    }
  }

  private Turn takeTurn(Warehouse warehouse) {
    return Turn.take(
        warehouse,
        request.runId(),
        Holder.thisProcess(),
        settings.publish(),
        InstantSource.system(),
        progress::say);
  }

  private void execute(
      List<Job> jobs, SparkSession spark, Warehouse warehouse, Optional<Turn> turn) {
    Manifest manifest = new Manifest(request, spark.version());
    Publication publication =
        Publication.begin(
            spark, warehouse, settings.publish(), request.runId(), turn, manifest.begun());
    try {
      execute(jobs, spark, publication, manifest);
    } catch (Exception
        | Error failure) { // Spark throws checked exceptions that it does not declare.
      if (request.mode() == RunRequest.Mode.PUBLISH) {
        abandon(publication, manifest.failed(failure, progress.phases()), failure);
      } else {
        forget(publication, failure);
      }
      turn.ifPresent(own -> requireHeld(own, failure));
      throw failure;
    }
  }

  /** What failed because another run has taken the place of this one is told as just that. */
  private static void requireHeld(Turn turn, Throwable failure) {
    try {
      turn.requireHeld();
    } catch (Refusal lost) {
      if (lost.kind() == Refusal.Kind.TEMPORARY) {
        lost.addSuppressed(failure);
        throw lost;
      }
    }
  }

  private void execute(
      List<Job> jobs, SparkSession spark, Publication publication, Manifest manifest) {
    Inputs inputs = readInputs(spark, publication);
    manifest.read(inputs);
    if (request.mode() == RunRequest.Mode.PUBLISH) {
      Optional<Repeated> repeated = publication.repeats(inputs.runDate(), manifest::fingerprint);
      if (repeated.isPresent()) {
        publication.forget();
        progress.say("");
        progress.say(
            "Already published for %s by run %s: of the same typed rows, settings, code and previous run. Nothing was rewritten."
                .formatted(inputs.runDate(), repeated.get().runId()));
        RunSummary.printPlaces(progress, repeated.get().places());
        return;
      }
    }
    inputs
        .rejects()
        .forEach((input, rejects) -> publication.quarantine(input, rejects, inputs.runDate()));
    Night night = new Night(spark, request, settings, inputs, publication, progress);
    try {
      for (Job job : jobs) {
        progress.say("");
        progress.say(job.name());
        job.run(night);
      }
    } finally {
      manifest.judged(night.verdicts());
    }
    if (request.mode() == RunRequest.Mode.ANSWER) {
      publication.forget();
      return;
    }
    List<String> warnings =
        progress.phase(
            spark,
            "audit",
            () -> publication.audit(night.runDate(), manifest.soFar()),
            found -> "tables together");
    warnings.forEach(progress::say);
    RunSummary summary = RunSummary.of(night);
    if (request.mode() == RunRequest.Mode.DRY_RUN) {
      publication.forget();
      summary.print(progress, Map.of());
      progress.say(
          "Dry run for %s: everything was computed and audited, nothing was published."
              .formatted(night.runDate()));
      return;
    }
    ObjectNode published =
        manifest.published(
            publication.audited(), publication.readFrom(night.runDate()), progress.phases());
    Map<String, Path> places =
        progress.phase(
            spark,
            "publish",
            () -> publication.publish(night.runDate(), published),
            done -> "%,d tables".formatted(publication.audited().size()));
    summary.print(progress, places);
  }

  private Inputs readInputs(SparkSession spark, Publication publication) {
    Optional<LocalDate> runDate = request.runDate().or(settings::runDate);
    Keep keep =
        (name, rows) ->
            progress.phase(spark, "read " + name, () -> publication.keep(name, rows), kept -> "");
    Inputs inputs = Inputs.read(spark, settings.sources(), runDate, request.today(), keep);
    Sessions.tune(spark, inputs.counts().get(0).read());
    progress.say("run date %s: what was before it is read".formatted(inputs.runDate()));
    for (SourceCounts counts : inputs.counts()) {
      progress.say(
          "  %s: %,d rows read, %,d valid, %,d ignored%s, %,d rejected%s%s"
              .formatted(
                  counts.table(),
                  counts.read(),
                  counts.valid(),
                  counts.ignoredTotal(),
                  reasons(counts.ignored()),
                  counts.rejectedTotal(),
                  reasons(counts.rejected()),
                  counts.afterRunDate() == 0
                      ? ""
                      : ", %,d on or after the run date".formatted(counts.afterRunDate())));
    }
    if (inputs.orderLines().isEmpty()) {
      progress.say(
          "  order_lines: no such input, so nothing is said of orders, only of experiments measured elsewhere");
      return inputs;
    }
    if (inputs.products().isEmpty()) {
      progress.say(
          "  products: no such input, so no titles and categories, and all that was sold is held available");
    }
    if (inputs.customers().isEmpty()) {
      progress.say(
          "  customers: no such input, so customers are those who ordered, and no country has lists of its own");
    }
    if (inputs.events().isEmpty()) {
      progress.say(
          "  events: no such input, so only orders say what people want, and nobody knows what was looked at");
    }
    return inputs;
  }

  private static String reasons(Map<String, Long> counts) {
    return counts.isEmpty()
        ? ""
        : counts.entrySet().stream()
            .map(reason -> "%s: %,d".formatted(reason.getKey(), reason.getValue()))
            .reduce((one, other) -> one + "; " + other)
            .map(" (%s)"::formatted)
            .orElse("");
  }

  private static void forget(Publication publication, Throwable failure) {
    try {
      publication.forget();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** A failure to remember the failure must not hide it. */
  private static void abandon(Publication publication, ObjectNode manifest, Throwable failure) {
    try {
      publication.abandon(manifest);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}

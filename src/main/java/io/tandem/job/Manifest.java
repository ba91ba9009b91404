package io.tandem.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.audit.Audited;
import io.tandem.publish.warehouse.Json;
import io.tandem.refusal.Refusal;
import io.tandem.source.Inputs;
import io.tandem.source.SourceCounts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * What is remembered of a run: inputs and their fingerprints, settings (seeds among them),
 * versions, the tables' rows, bytes and hashes, the seconds of each phase, and how it ended.
 */
final class Manifest {
  /** Settings of how to publish, on which no row hangs. */
  private static final Pattern UNESSENTIAL =
      Pattern.compile("publish\\.(move|lease-\\w+|drift\\..*)");

  private final ObjectNode manifest = Json.object();

  Manifest(RunRequest request, String sparkVersion) {
    manifest
        .put("run_id", request.runId())
        .put("command", request.command())
        .put("started_at", request.startedAt());
    manifest
        .putObject("versions")
        .put("tandem", request.version())
        .put("build", request.build())
        .put("spark", sparkVersion)
        .put("java", Runtime.version().toString());
    ObjectNode settings = manifest.putObject("settings");
    request.settings().forEach(settings::put);
  }

  void read(Inputs inputs) {
    manifest.put("run_date", inputs.runDate().toString());
    ArrayNode list = manifest.putArray("inputs");
    for (SourceCounts counts : inputs.counts()) {
      ObjectNode input =
          list.addObject()
              .put("table", counts.table())
              .put("rows_read", counts.read())
              .put("rows_valid", counts.valid())
              .put("rows_after_run_date", counts.afterRunDate())
              .put("row_hash", counts.rowHash());
      put(input.putObject("ignored"), counts.ignored());
      put(input.putObject("rejected"), counts.rejected());
    }
  }

  void judged(Map<String, Map<String, Object>> verdicts) {
    manifest.set("verdicts", manifest.objectNode().pojoNode(verdicts));
  }

  /** What is known of the run before it has read anything. */
  ObjectNode begun() {
    return Json.object()
        .put("run_id", manifest.path("run_id").asText())
        .put("command", manifest.path("command").asText())
        .put("started_at", manifest.path("started_at").asText());
  }

  /** What is known of the run by now. */
  ObjectNode soFar() {
    return manifest.deepCopy();
  }

  /**
   * What the run's rows follow from, as one hash: the command, the run date, the typed rows, the
   * settings (but for those of how to publish), the code, and the runs whose tables it reads.
   */
  String fingerprint(SortedMap<String, String> readFrom) {
    ObjectNode made = Json.object();
    for (String part : List.of("command", "run_date", "inputs", "settings", "versions")) {
      made.set(part, manifest.path(part).deepCopy());
    }
    ((ObjectNode) made.path("settings"))
        .properties()
        .removeIf(setting -> UNESSENTIAL.matcher(setting.getKey()).matches());
    readFrom.forEach(made.putObject("read_from")::put);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(Json.text(made).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  ObjectNode published(
      List<Audited> tables, SortedMap<String, String> readFrom, List<Progress.Phase> phases) {
    manifest.put("fingerprint", fingerprint(readFrom));
    readFrom.forEach(manifest.putObject("read_from")::put);
    ArrayNode list = manifest.putArray("tables");
    for (Audited table : tables) {
      list.addObject()
          .put("table", table.table())
          .put("rows", table.rows())
          .put("files", table.files())
          .put("bytes", table.bytes())
          .put("row_hash", table.rowHash());
    }
    return ended("published", phases);
  }

  ObjectNode failed(Throwable failure, List<Progress.Phase> phases) {
    manifest.put("message", failure instanceof Refusal ? failure.getMessage() : failure.toString());
    return ended(
        failure instanceof Refusal refusal
            ? refusal.kind().name().toLowerCase(Locale.ROOT)
            : "internal_error",
        phases);
  }

  private ObjectNode ended(String verdict, List<Progress.Phase> phases) {
    ArrayNode list = manifest.putArray("phases");
    for (Progress.Phase phase : phases) {
      list.addObject().put("phase", phase.name()).put("seconds", phase.seconds());
    }
    return manifest.put("verdict", verdict);
  }

  private static void put(ObjectNode object, Map<String, Long> counts) {
    counts.forEach(object::put);
  }
}

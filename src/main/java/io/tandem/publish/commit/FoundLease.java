package io.tandem.publish.commit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tandem.publish.warehouse.Json;
import io.tandem.publish.warehouse.Storage;
import io.tandem.publish.warehouse.UnreadableException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;

/** Somebody's {@link Lease}, as it is read. */
record FoundLease(ObjectNode content) {
  /** A file that is just being written says nothing yet; what never says anything expires. */
  static Optional<FoundLease> read(Storage storage, Path file) throws IOException {
    try {
      return Json.read(storage, file).map(FoundLease::new);
    } catch (UnreadableException e) {
      return Optional.of(new FoundLease(Json.object()));
    }
  }

  boolean isReleased() {
    return content.path("is_released").asBoolean();
  }

  Optional<Holder> holder() {
    return content.has("pid") ? Optional.of(Holder.parse(content)) : Optional.empty();
  }

  /** When its last sign of life was given, by the holder's clock. */
  Optional<Instant> at() {
    return parsed("at", Instant::parse);
  }

  /** How long it may be silent until it is gone, as its holder sees it. */
  Optional<Duration> expiry() {
    return parsed("expiry", Duration::parse);
  }

  private <T> Optional<T> parsed(String field, Function<String, T> parser) {
    try {
      return Optional.ofNullable(content.path(field).textValue()).map(parser);
    } catch (DateTimeException e) {
      return Optional.empty(); // Nothing that a holder wrote.
    }
  }

  String inWords() {
    return holder()
        .map(
            holder ->
                "run %s (process %d on %s)"
                    .formatted(content.path("run_id").asText(), holder.pid(), holder.host()))
        .orElse("a run that has not said which it is");
  }
}

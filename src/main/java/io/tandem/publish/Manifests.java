package io.tandem.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** The manifests of all runs that began, published or not: {@code _runs/<run_id>/manifest.json}. */
public final class Manifests {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Warehouse warehouse;

  public Manifests(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** An empty manifest. */
  public static ObjectNode empty() {
    return JSON.createObjectNode();
  }

  /** All of them, oldest run first; a run that was killed has none. */
  public List<ObjectNode> all() throws IOException {
    List<ObjectNode> manifests = new ArrayList<>();
    for (Path run : warehouse.directories(warehouse.runs())) {
      of(run.getName()).ifPresent(manifests::add);
    }
    return manifests;
  }

  /** The manifest of one run. */
  public Optional<ObjectNode> of(String runId) throws IOException {
    Optional<String> text = warehouse.read(new Path(warehouse.run(runId), "manifest.json"));
    return text.isEmpty() ? Optional.empty() : Optional.of(parsed(text.get()));
  }

  /** As it is written: indented, for people read it too. */
  public static String text(ObjectNode manifest) {
    try {
      return JSON.writeValueAsString(manifest) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode parsed(String text) throws JsonProcessingException {
    return (ObjectNode) JSON.readTree(text);
  }
}

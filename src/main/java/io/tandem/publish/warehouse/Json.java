package io.tandem.publish.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** The warehouse's own files: indented, for people read them too. */
public final class Json {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** An empty object. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** As it is written. */
  public static String text(JsonNode node) {
    try {
      return JSON.writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The object in a file; empty where there is no such file.
   *
   * @throws UnreadableException where it holds anything else
   */
  public static Optional<ObjectNode> read(Storage storage, Path file) throws IOException {
    Optional<String> text = storage.read(file);
    return text.isEmpty() ? Optional.empty() : Optional.of(parse(file, text.get()));
  }

  private static ObjectNode parse(Path file, String text) throws UnreadableException {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException | ClassCastException e) {
      throw new UnreadableException(file, e);
    }
  }

  private Json() {}
}

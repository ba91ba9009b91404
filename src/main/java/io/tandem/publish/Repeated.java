package io.tandem.publish;

import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * A run that stands already, and that another one would only repeat.
 *
 * @param places where its tables, and the report, stand, by name
 */
public record Repeated(String runId, Map<String, Path> places) {}

package io.tandem.publish;

import io.tandem.refusal.Refusal;

/**
 * How tables are written; {@code reference.conf} explains each setting.
 *
 * @param fileSize megabytes of cached rows that become one Parquet file
 */
public record PublishSettings(int fileSize) {
  public PublishSettings {
    if (fileSize < 1) {
      throw Refusal.badConfiguration(
          "Invalid file-size: %d (must be at least 1)".formatted(fileSize));
    }
  }
}

package io.tandem.publish;

import io.tandem.refusal.Refusal;

/**
 * How tables are written; {@code reference.conf} explains each setting.
 *
 * @param fileSize megabytes of cached rows that become one Parquet file
 */
public record PublishSettings(int fileSize) {
  public PublishSettings {
    Refusal.unless(fileSize >= 1, "file-size", fileSize, "at least 1");
  }
}

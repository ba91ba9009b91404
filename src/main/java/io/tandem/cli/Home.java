package io.tandem.cli;

import java.nio.file.Path;

/**
 * Where Tandem is installed: the scripts say so with {@code -Dtandem.home}; without them it is
 * where one stands.
 */
final class Home {
  static Path directory() {
    return Path.of(System.getProperty("tandem.home", "")).toAbsolutePath().normalize();
  }

  private Home() {}
}

package io.tandem.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar was built as. */
final class Version implements IVersionProvider {
  static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("unpacked");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Tandem " + text()};
  }
}

package io.tandem.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which code this is. */
final class Version implements IVersionProvider {
  private static final String UNPACKED = "unpacked";

  /** The version that the jar was built as. */
  static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse(UNPACKED);
  }

  /** SHA-256 of the jar: of two builds of one version it tells whether they are the same code. */
  static String build() {
    try {
      Path code =
          Path.of(Version.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isRegularFile(code)
          ? HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(code)))
          : UNPACKED;
    } catch (IOException | URISyntaxException e) {
      return UNPACKED;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Tandem " + text()};
  }
}

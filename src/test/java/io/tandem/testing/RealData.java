package io.tandem.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Real data sets, read where they lie: the folder that the system property {@code data.dir} names.
 */
public final class RealData {
  /** The path of a data set; where it is absent the calling test is skipped and says so. */
  public static String file(String name) {
    Path file = Path.of(System.getProperty("data.dir", ""), name);
    Assumptions.assumeTrue(
        Files.isRegularFile(file), () -> "skipped: there is no " + name + " in data.dir");
    return file.toString();
  }

  private RealData() {}
}

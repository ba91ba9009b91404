package io.tandem;

import io.tandem.cli.Tandem;
import java.util.Locale;

/** Where the job jar starts. */
public final class Main {
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // 12,402 is written the same on every machine.
    int exitCode = Tandem.run(args);
    // Resource managers take System.exit, with whatever code, for a driver that left too early.
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  private Main() {}
}

package io.tandem;

import io.tandem.cli.Tandem;

/** Where the job jar starts. */
public final class Main {
  public static void main(String[] args) {
    int exitCode = Tandem.run(args);
    // Resource managers take System.exit, with whatever code, for a driver that left too early.
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  private Main() {}
}

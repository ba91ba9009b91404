package io.tandem;

import io.tandem.cli.QueryCommand;
import java.util.Locale;

/** Where scripts/query starts. */
public final class QueryMain {
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // 12,402 is written the same on every machine.
    System.exit(QueryCommand.run(args));
  }

  private QueryMain() {}
}

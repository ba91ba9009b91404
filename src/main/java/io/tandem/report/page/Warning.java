package io.tandem.report.page;

import java.util.List;

/**
 * What must be known before anything below is read.
 *
 * @param title in one sentence
 * @param findings what was found, one a line
 */
public record Warning(String title, List<String> findings) implements Exhibit {
  public Warning {
    findings = List.copyOf(findings);
  }
}

package io.tandem.report;

import io.tandem.report.page.Assets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads from the class path what the page carries: its style sheet, its script and ECharts. */
final class ClassPathAssets {
  /** The version is the pom's; the job jar keeps this one file of the library. */
  private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

  static Assets read() {
    return new Assets(
        text("/io/tandem/report/report.css"),
        script(text(CHARTS)),
        script(text("/io/tandem/report/report.js")));
  }

  /**
   * Inside a script element these two would end it, or hide its end; in JavaScript they mean the
   * same.
   */
  private static String script(String source) {
    return source.replace("</script", "<\\/script").replace("<!--", "<\\!--");
  }

  private static String text(String resource) {
    try (InputStream stream = ClassPathAssets.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("Cannot find " + resource + " on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource, e);
    }
  }

  private ClassPathAssets() {}
}

package io.tandem.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.testing.Chromium;
import io.tandem.testing.SparkExtension;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser: drawn, quiet, and without a word to the network. */
@ExtendWith(SparkExtension.class)
class ReportPageIT {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static Chromium browser;
  private static URI page;

  @BeforeAll
  static void start(SparkSession spark, @TempDir Path profile) throws Exception {
    Path binary = Chromium.orSkip();
    Path file = Files.createDirectories(SCREENSHOTS).resolve("index.html");
    Files.writeString(file, ReportPage.render(PlausibleShop.inputs(spark)));
    page = file.toUri();
    browser = Chromium.start(binary, profile);
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1600, light", "1600, dark", "400, light", "400, dark"})
  void drawsEveryChartAndAsksForNothing(int width, String colourScheme) throws Exception {
    Chromium.Tab tab = browser.tab(width, colourScheme);
    tab.open(page);

    JsonNode areas =
        tab.evaluate(
            """
            [...document.querySelectorAll('.canvas')].map(canvas => {
              const drawing = canvas.querySelector('svg');
              const box = drawing ? drawing.getBoundingClientRect() : {width: 0, height: 0};
              return drawing && drawing.querySelectorAll('path').length > 3 ? box.width * box.height : 0;
            })
            """);
    assertThat(areas).hasSize(12).allSatisfy(area -> assertThat(area.asDouble()).isPositive());
    assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt())
        .as("nothing sticks out sideways")
        .isLessThanOrEqualTo(width);
    tab.screenshot(SCREENSHOTS.resolve("report-" + width + "-" + colourScheme + ".png"));
    assertThat(tooltips(tab)).contains(PlausibleShop.HOSTILE_TITLE);
    assertThat(tab.complaints()).isEmpty();
    assertThat(tab.requests()).containsOnly(page.toString());
  }

  /** Every chart's first tooltip, as text; a title must not have become an element. */
  private static String tooltips(Chromium.Tab tab) {
    return tab.evaluate(
            """
            [...document.querySelectorAll('.canvas')].map(canvas => {
              const chart = echarts.getInstanceByDom(canvas);
              chart.dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 0});
              if (canvas.querySelector('script')) throw new Error('a title became an element');
              return canvas.innerText;
            }).join('\\n')
            """)
        .asText();
  }
}

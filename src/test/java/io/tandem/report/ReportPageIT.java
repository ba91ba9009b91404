package io.tandem.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.testing.Chromium;
import io.tandem.testing.SparkExtension;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

  @BeforeAll
  static void start(SparkSession spark, @TempDir Path profile) throws Exception {
    Path binary = Chromium.orSkip();
    ReportInputs shop = PlausibleShop.inputs(spark);
    Map<String, ReportInputs> cases =
        Map.of(
            "running", PlausibleExperiments.running(shop),
            "broken", PlausibleExperiments.broken(shop),
            "not-started", PlausibleExperiments.notStarted(shop),
            "elsewhere", PlausibleExperiments.elsewhere(spark),
            "both", PlausibleExperiments.both(shop),
            "matched", PlausibleExperiments.matched(shop),
            "nothing", shop);
    for (Map.Entry<String, ReportInputs> shown : cases.entrySet()) {
      Files.writeString(
          Files.createDirectories(SCREENSHOTS).resolve(shown.getKey() + ".html"),
          ReportPage.render(shown.getValue()));
    }
    browser = Chromium.start(binary, profile);
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "running, 16, 1600, light",
    "running, 16, 1600, dark",
    "running, 16, 400, light",
    "running, 16, 400, dark",
    "broken, 12, 1600, light",
    "broken, 12, 400, dark",
    "not-started, 12, 400, light",
    "elsewhere, 2, 1600, dark",
    "elsewhere, 2, 400, light",
    "both, 18, 400, light",
    "matched, 12, 1600, light",
    "matched, 12, 400, dark",
    "nothing, 12, 1600, light"
  })
  void drawsEveryChartAndAsksForNothing(String name, int charts, int width, String colourScheme)
      throws Exception {
    URI page = SCREENSHOTS.resolve(name + ".html").toUri();
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
    assertThat(areas).hasSize(charts).allSatisfy(area -> assertThat(area.asDouble()).isPositive());
    assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt())
        .as("nothing sticks out sideways")
        .isLessThanOrEqualTo(width);
    tab.screenshot(SCREENSHOTS.resolve(name + "-" + width + "-" + colourScheme + ".png"));
    assertThat(tooltips(tab))
        .contains(
            name.equals("elsewhere") ? PlausibleExperiments.HOSTILE : PlausibleShop.HOSTILE_TITLE);
    assertThat(tab.complaints()).isEmpty();
    assertThat(tab.requests()).containsOnly(page.toString());
  }

  /** Every chart's first tooltips, as text; a title must not have become an element. */
  private static String tooltips(Chromium.Tab tab) {
    return tab.evaluate(
            """
            [...document.querySelectorAll('.canvas')].map(canvas => {
              const chart = echarts.getInstanceByDom(canvas);
              const texts = [0, 1, 2].map(dataIndex => {
                chart.dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex});
                if (canvas.querySelector('script, img')) throw new Error('a title became an element');
                return canvas.innerText;
              });
              return texts.join('\\n');
            }).join('\\n')
            """)
        .asText();
  }
}

package io.tandem.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reader sees of a page. */
final class PageText {
  private static final Pattern DATA =
      Pattern.compile("(?s)<script type=\"application/json\">(.*?)</script>");

  /** Every page is held to this: no number that is none. */
  static String text(String html) {
    String text =
        unescaped(
            withoutScripts(html)
                .replaceAll("(?s)<style>.*?</style>", " ")
                .replaceAll("<[^>]+>", " "));
    assertThat(text).doesNotContainPattern("\\b(NaN|null|Infinity|Optional)\\b");
    return text;
  }

  /** The text, what is told to those who do not see, and what the charts say. */
  static String everyWord(String html) {
    StringBuilder words = new StringBuilder(text(html));
    Pattern.compile("aria-label=\"([^\"]*)\"")
        .matcher(html)
        .results()
        .forEach(label -> words.append(' ').append(unescaped(label.group(1))));
    DATA.matcher(html).results().forEach(data -> words.append(' ').append(data.group(1)));
    return words.toString();
  }

  static String withoutScripts(String html) {
    return html.replaceAll("(?s)<script.*?</script>", " ");
  }

  /** The section of this id, as HTML. */
  static String section(String html, String id) {
    Matcher section =
        Pattern.compile(
                "(?s)<section class=\"topic [^\"]*\" id=\""
                    + id
                    + "\".*?(?=<section class=\"topic |</main>)")
            .matcher(html);
    assertThat(section.find()).as("section " + id).isTrue();
    return section.group();
  }

  static List<JsonNode> charts(String html) throws Exception {
    List<JsonNode> charts = new ArrayList<>();
    Matcher data = DATA.matcher(html);
    while (data.find()) {
      charts.add(new ObjectMapper().readTree(data.group(1)));
    }
    return charts;
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ");
  }

  private PageText() {}
}

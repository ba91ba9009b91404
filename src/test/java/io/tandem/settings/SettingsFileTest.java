package io.tandem.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.job.NightSettings;
import io.tandem.recommendation.RecommendationsSettings.AlreadyBought;
import io.tandem.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
  @TempDir private Path folder;

  private NightSettings read(String hocon, String... overrides) {
    return file(hocon, overrides).as(NightSettings.class);
  }

  private SettingsFile file(String hocon, String... overrides) {
    try {
      Path file = Files.writeString(folder.resolve("job.conf"), hocon);
      return SettingsFile.read(
          file, List.of(overrides), Path.of("/opt/tandem"), NightSettings.class);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatTheFileDoesNotSayIsAsTheReferenceSays() {
    NightSettings settings = read("frequently-bought-together.min-support = 0.01");
    assertThat(settings.frequentlyBoughtTogether().minSupport()).isEqualTo(0.01);
    assertThat(settings.frequentlyBoughtTogether().maxBasketSize()).isEqualTo(100);
    assertThat(settings.timeZone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(settings.runDate()).isEmpty();
    assertThat(settings.sources().products().isPresent()).isFalse();
  }

  @Test
  void theCommandLineHasTheLastWord() {
    NightSettings settings =
        read(
            "recommendations.already-bought = keep",
            "recommendations.already-bought=demote",
            "run-date=2026-03-01",
            "recommendations.als.factors = 7");
    assertThat(settings.recommendations().alreadyBought()).isEqualTo(AlreadyBought.DEMOTE);
    assertThat(settings.runDate()).contains(LocalDate.of(2026, 3, 1));
    assertThat(settings.recommendations().als().factors()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/data/*.csv",
        "if(version='gate_30','control','gate_40')",
        "a=b",
        "${not.a.substitution}",
        "\"quoted\"",
        ""
      })
  void textFromTheCommandLineIsTakenLiterally(String text) {
    NightSettings settings =
        read("", "sources.order-lines.path=" + text, "sources.order-lines.columns.status=" + text);
    assertThat(settings.sources().orderLines().path()).contains(text);
    assertThat(settings.sources().orderLines().columns()).containsEntry("status", text);
  }

  @Test
  void whatFollowsFromASettingFollowsTheOverriddenOne() {
    NightSettings settings =
        read("", "frequently-bought-together.stop-list=[POST, \"BANK CHARGES\"]");
    assertThat(settings.recommendations().stopList()).containsExactly("POST", "BANK CHARGES");
  }

  @Test
  void pathsMayStandUnderTheInstallation() {
    NightSettings settings =
        read("sources.order-lines.path = ${tandem.home}\"/sample-data/x.csv\"");
    assertThat(settings.sources().orderLines().path()).contains("/opt/tandem/sample-data/x.csv");
  }

  @Test
  void namesOfIgnoreRulesMayHaveBlanksAndDots() {
    NightSettings settings =
        read("sources.order-lines.ignore { \"free of charge, v1.0\" = \"price = 0\" }");
    assertThat(settings.sources().orderLines().ignore())
        .containsEntry("free of charge, v1.0", "price = 0");
  }

  @Test
  void optionsMayHaveDotsInTheirNames() {
    NightSettings settings =
        read("sources.order-lines.options { parquet.mode = fast, header = true }");
    assertThat(settings.sources().orderLines().options())
        .containsEntry("parquet.mode", "fast")
        .containsEntry("header", "true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recommendations.als.factor = 3|Unknown setting: recommendations.als.factor. Did you mean recommendations.als.factors?",
        "recomendations.list-length = 3|Unknown setting: recomendations. Did you mean recommendations?",
        "frequently-bought-together.min-support = 3.0|Invalid frequently-bought-together.min-support: 3.0 (must be in (0, 1])",
        "recommendations.als.alpha = -1|Invalid recommendations.als.alpha: -1.0 (must be above 0)",
        "recommendations.trending.window-days = 0|Invalid recommendations.trending.window-days: 0 (must be at least 1)",
        "recommendations.buy-again.min-probability = 1|Invalid recommendations.buy-again.min-probability: 1.0 (must be at least 0 and below 1)",
        "time-zone = Mars/Phobos|Invalid time-zone: Mars/Phobos (must be a time zone such as UTC or Europe/Berlin)",
        "run-date = tomorrow|Invalid run-date: tomorrow (must be a date as YYYY-MM-DD)",
        "recommendations.engine = tandum|Invalid recommendations.engine: tandum (must be tandem or mllib)",
        "recommendations.list-length = many|Invalid recommendations.list-length: many (must be a whole number)",
        "recommendations.min-score = high|Invalid recommendations.min-score: high (must be a number)",
        "recommendations.engine = mllib, recommendations.als.regularization-exponent = 0|Invalid recommendations.als.regularization-exponent: 0.0 (must be 1 with engine = mllib, which knows no other)",
        "recommendations.list-length = null|Missing setting: recommendations.list-length",
        "recommendations = 3|Invalid recommendations: 3 (must be a group of settings in braces)",
        "frequently-bought-together.stop-list = POST|must be a list in brackets",
        "sources.order-lines.path = [a]|must be one value",
        "a = {|Cannot read settings",
        "time-zone = ${nowhere}|Cannot read settings",
      })
  void nonsenseIsRefusedInTheUsersWords(String hocon, String message) {
    assertThatThrownBy(() -> read(hocon))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.BAD_CONFIGURATION))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recommendations.list-lenth=3|Unknown setting: recommendations.list-lenth. Did you mean recommendations.list-length?",
        "recommendations.list-length|Invalid --set recommendations.list-length (must be key=value)",
        "recommendations.stop-list=[a|Invalid --set recommendations.stop-list=[a",
        "..=1|Invalid --set ..=1",
      })
  void nonsenseOnTheCommandLineIsRefused(String override, String message) {
    assertThatThrownBy(() -> read("", override))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.BAD_CONFIGURATION))
        .hasMessageContaining(message);
  }

  @Test
  void aMissingFileOrIncludeIsRefused() {
    assertThatThrownBy(
            () ->
                SettingsFile.read(
                    folder.resolve("none.conf"),
                    List.of(),
                    Path.of("/opt/tandem"),
                    NightSettings.class))
        .hasMessageContaining("there is no file");
    assertThatThrownBy(() -> read("include required(\"none.conf\")"))
        .hasMessageContaining("none.conf");
  }

  @Test
  void theManifestDoesNotRememberSecrets() {
    SettingsFile file = file("sources.order-lines.options { password = hush, user = ann }");
    assertThat(file.flat())
        .containsEntry("sources.order-lines.options.password", "(hidden)")
        .containsEntry("sources.order-lines.options.user", "ann")
        .doesNotContainValue("hush");
  }

  @Test
  void idsThatLookLikeNumbersStayAsTheyAreWritten() {
    NightSettings settings =
        read(
            "frequently-bought-together.stop-list = [0001, 1e3]",
            "recommendations.stop-list=[007]");
    assertThat(settings.frequentlyBoughtTogether().stopList()).containsExactly("0001", "1e3");
    assertThat(settings.recommendations().stopList()).containsExactly("007");
  }
}

package io.tandem.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.tandem.refusal.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of a run: {@code --set} before the file, the file before {@code reference.conf}.
 * Substitutions are resolved last, so that what follows from a setting follows the overridden one.
 */
public final class SettingsFile {
  /** The folder of the installation, for paths in the files that come with it. */
  private static final String HOME = "tandem.home";

  private static final String HOME_ROOT = "tandem";

  private final Config config;

  private SettingsFile(Config config) {
    this.config = config;
  }

  /**
   * Reads a file with its includes.
   *
   * @param overrides {@code key=value}, split at the first {@code =}
   * @param home the value of {@code ${tandem.home}}
   * @param type the record that the settings are for: it tells which of them are text
   */
  public static SettingsFile read(
      Path file, List<String> overrides, Path home, Class<? extends Record> type) {
    if (!Files.isRegularFile(file)) {
      throw Refusal.badConfiguration("Cannot read settings: there is no file %s.".formatted(file));
    }
    try {
      Config config =
          ConfigFactory.parseFile(
                  file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
              .withFallback(ConfigFactory.parseResources(SettingsFile.class, "/reference.conf"));
      Config homeOnly =
          ConfigFactory.empty().withValue(HOME, ConfigValueFactory.fromAnyRef(home.toString()));
      Config all = commandLine(overrides, type).withFallback(config);
      return new SettingsFile(homeOnly.withFallback(all).resolve().withoutPath(HOME_ROOT));
    } catch (ConfigException e) {
      throw Refusal.badConfiguration("Cannot read settings: " + e.getMessage(), e);
    }
  }

  /** The settings as this record; unknown and wrong ones are refused in the user's words. */
  public <R extends Record> R as(Class<R> type) {
    return new RecordReader(config).read(type);
  }

  /** Every setting by its whole name, for the manifest; what looks like a secret is not in it. */
  public SortedMap<String, String> flat() {
    SortedMap<String, String> flat = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
      boolean isSecret =
          entry.getKey().matches("(?i).*(password|secret|token|credential|accesskey).*");
      flat.put(entry.getKey(), isSecret ? "(hidden)" : text(entry.getValue()));
    }
    return flat;
  }

  private static String text(ConfigValue value) {
    return value.unwrapped() instanceof String text
        ? text
        : value.render(ConfigRenderOptions.concise());
  }

  /** What {@code --set} says, as a configuration of its own; the last word on a key counts. */
  private static Config commandLine(List<String> overrides, Class<? extends Record> type) {
    Config config = ConfigFactory.empty();
    for (String override : overrides) {
      int split = override.indexOf('=');
      if (split <= 0) {
        throw Refusal.badConfiguration("Invalid --set %s (must be key=value)".formatted(override));
      }
      String key = override.substring(0, split).strip();
      try {
        config = config.withValue(key, value(override.substring(split + 1), key, type));
      } catch (ConfigException e) {
        throw Refusal.badConfiguration(
            "Invalid --set %s: %s".formatted(override, e.getMessage()), e);
      }
    }
    return config;
  }

  private static ConfigValue value(String text, String key, Class<? extends Record> type) {
    if (RecordReader.isText(type, ConfigUtil.splitPath(key))) {
      return ConfigValueFactory.fromAnyRef(text);
    }
    return ConfigFactory.parseString("value = " + text).root().get("value");
  }
}

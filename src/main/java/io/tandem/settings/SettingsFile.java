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
      for (String override : overrides) {
        config = overridden(config, override, type);
      }
      Config homeOnly =
          ConfigFactory.empty().withValue(HOME, ConfigValueFactory.fromAnyRef(home.toString()));
      return new SettingsFile(config.resolveWith(homeOnly.withFallback(config)));
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

  private static Config overridden(Config config, String override, Class<? extends Record> type) {
    int split = override.indexOf('=');
    if (split <= 0) {
      throw Refusal.badConfiguration("Invalid --set %s (must be key=value)".formatted(override));
    }
    String key = override.substring(0, split).strip();
    String value = override.substring(split + 1);
    try {
      List<String> path = ConfigUtil.splitPath(key);
      if (new RecordReader(config).isText(type, path)) {
        return config.withValue(key, ConfigValueFactory.fromAnyRef(value));
      }
      Config parsed = ConfigFactory.parseString("value = " + value);
      return parsed.hasPathOrNull("value") && !parsed.hasPath("value")
          ? config.withValue(key, ConfigValueFactory.fromAnyRef(null))
          : config.withValue(key, parsed.root().get("value"));
    } catch (ConfigException e) {
      throw Refusal.badConfiguration("Invalid --set %s: %s".formatted(override, e.getMessage()), e);
    }
  }
}

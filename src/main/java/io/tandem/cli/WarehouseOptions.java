package io.tandem.cli;

import io.tandem.job.NightSettings;
import io.tandem.settings.SettingsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which warehouse, and with which settings: the options of all commands that publish. */
final class WarehouseOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Settings in HOCON. Default: jobs/COMMAND.conf; of runs, for which only publish counts, jobs/nightly.conf.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description =
          "Overrides one setting; may be repeated. Split at the first =; text is taken literally.")
  private List<String> overrides = List.of();

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      defaultValue = "warehouse",
      description = "Where tables and report are published. Default: ${DEFAULT-VALUE}.")
  private String warehouse;

  String warehouse() {
    return warehouse;
  }

  /**
   * The settings.
   *
   * @param command whose file in {@code jobs/} is read where none is given
   */
  SettingsFile settings(String command) {
    Path home = Home.directory();
    return SettingsFile.read(
        config.orElse(home.resolve("jobs").resolve(command + ".conf")),
        overrides,
        home,
        NightSettings.class);
  }
}

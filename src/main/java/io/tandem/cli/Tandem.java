package io.tandem.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: its commands, and what each outcome means to whoever called. */
@Command(
    name = "tandem",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Cross-selling and personalization side by side: a nightly Spark batch for online shops.",
    subcommands = {
      NightlyCommand.class,
      FrequentlyBoughtTogetherCommand.class,
      RecommendationsCommand.class,
      ReportCommand.class,
      RunsCommand.class,
      SampleDataCommand.class
    })
public final class Tandem implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs a command and says how it ended, as an exit code. */
  public static int run(String... arguments) {
    CommandLine commandLine = new CommandLine(new Tandem());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    commandLine.getSubcommands().values().forEach(Tandem::describe);
    describe(commandLine);
    return Outcome.of(commandLine, arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command.");
  }

  private static void describe(CommandLine commandLine) {
    commandLine
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(
            Arrays.stream(ExitCode.values())
                .collect(
                    Collectors.toMap(
                        code -> " " + code.number(),
                        ExitCode::meaning,
                        (one, other) -> one,
                        LinkedHashMap::new)));
  }
}

package io.tandem.cli;

import io.tandem.refusal.Refusal;
import java.io.PrintWriter;
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
    commandLine.setParameterExceptionHandler(Tandem::wrongUsage);
    commandLine.setExecutionExceptionHandler(Tandem::failed);
    commandLine.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    commandLine.getSubcommands().values().forEach(Tandem::describe);
    describe(commandLine);
    try {
      return commandLine.execute(arguments);
    } catch (Throwable bug) { // Out of memory, a missing class: errors pass picocli by.
      return internalError(bug, commandLine.getErr());
    }
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

  private static int wrongUsage(ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println(e.getMessage());
    err.println("Try --help.");
    return ExitCode.WRONG_USAGE.number();
  }

  private static int failed(Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    if (e instanceof Refusal refusal) {
      err.println(refusal.getMessage());
      return ExitCode.of(refusal.kind()).number();
    }
    return internalError(e, err);
  }

  private static int internalError(Throwable bug, PrintWriter err) {
    err.println("Internal error: this is a bug.");
    bug.printStackTrace(err);
    return ExitCode.INTERNAL_ERROR.number();
  }
}

package io.tandem.cli;

import io.tandem.refusal.Refusal;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** How a command ended: an exit code, and one line for what went wrong unless it is a bug. */
final class Outcome {
  private Outcome() {}

  /** Runs a command line to its end. */
  static int of(CommandLine commandLine, String... arguments) {
    commandLine.setParameterExceptionHandler(Outcome::wrongUsage);
    commandLine.setExecutionExceptionHandler(Outcome::failed);
    try {
      return commandLine.execute(arguments);
    } catch (Throwable bug) { // Out of memory, a missing class: errors pass picocli by.
      return internalError(bug, commandLine.getErr());
    }
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

package io.tandem.cli;

import io.tandem.query.Queries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * SQL over what was published. A command line of its own: it runs without Spark, so that an answer
 * takes a second.
 */
@Command(
    name = "scripts/query",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Answers SQL over the published tables of a warehouse, with DuckDB.",
      "Each table stands under its name with the rows of its newest night, and as history.TABLE with those of all nights; run_date tells them apart.",
      "docs/queries.md has queries to begin with, docs/tables.md says what each column means."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/query --list",
      "  scripts/query \"SELECT products, order_count, reason FROM bundles\"",
      "  scripts/query --csv rules.csv \"SELECT * FROM association_rules\"",
      "  scripts/query - < question.sql"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:answered",
      " 64:wrong usage, or a mistake in the SQL",
      " 65:a table or _latest.json cannot be read",
      " 66:no warehouse, or nothing published in it",
      " 70:internal error",
      " 73:cannot write the CSV file",
      " 75:a table is being published right now: try again"
    })
public final class QueryCommand implements Runnable {
  private static final String STANDARD_INPUT = "-";

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      defaultValue = "warehouse",
      description = "Local folder where tables are published. Default: ${DEFAULT-VALUE}.")
  private String warehouse;

  @Option(
      names = "--run-date",
      paramLabel = "YYYY-MM-DD",
      converter = RunDate.class,
      description = "The night to show. Default: of each table its newest.")
  private Optional<LocalDate> runDate = Optional.empty();

  @Option(names = "--list", description = "Prints which tables there are, instead of an answer.")
  private boolean list;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = {
        "Writes all rows to a file, exactly, instead of printing the first 1,000.",
        "Text that a spreadsheet would take for a formula gets an apostrophe before it."
      })
  private Optional<String> csv = Optional.empty();

  @Parameters(
      paramLabel = "SQL",
      arity = "0..*",
      description = "The question, in one pair of quotes; - reads it from standard input.")
  private List<String> sql = List.of();

  @Spec private CommandSpec spec;

  /** Answers a question and says how that ended, as an exit code. */
  public static int run(String... arguments) {
    CommandLine commandLine = new CommandLine(new QueryCommand());
    commandLine.setUnmatchedOptionsArePositionalParams(true); // SQL may begin with a comment.
    return Outcome.of(commandLine, arguments);
  }

  @Override
  public void run() {
    if (list) {
      if (!sql.isEmpty() || csv.isPresent()) {
        throw wrong("--list takes no SQL and no --csv.");
      }
      Queries.over(warehouse, runDate).list(System.out::println);
      return;
    }
    String question = question();
    Queries queries = Queries.over(warehouse, runDate);
    csv.ifPresentOrElse(
        file -> queries.write(question, file, System.out::println),
        () -> queries.print(question, System.out::println));
  }

  private String question() {
    for (String word : sql) {
      if (word.startsWith("-")
          && !word.equals(STANDARD_INPUT)
          && word.chars().noneMatch(Character::isWhitespace)) {
        throw wrong("Unknown option: " + word);
      }
    }
    if (sql.size() > 1) {
      throw wrong("Too many arguments: put the SQL into one pair of quotes.");
    }
    if (sql.isEmpty() || sql.get(0).isBlank()) {
      throw wrong("Missing SQL: put it into quotes. --list prints which tables there are.");
    }
    return sql.get(0).equals(STANDARD_INPUT) ? standardInput() : sql.get(0);
  }

  private static String standardInput() {
    try {
      return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Says what is wrong with a date without telling of Java's classes. */
  static final class RunDate implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String value) {
      try {
        return LocalDate.parse(value);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("'%s' is not a date such as 2026-03-01".formatted(value));
      }
    }
  }
}

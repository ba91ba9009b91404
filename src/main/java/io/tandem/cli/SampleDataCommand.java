package io.tandem.cli;

import io.tandem.job.Progress;
import io.tandem.job.SampleData;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A shop of any size to try things on. */
@Command(
    name = "sample-data",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Generates a shop of any size with planted truth: order lines, products, customers, curated complements, and what is true of them.",
      "The same options give the same rows. What is not said is as in the committed sample-data/."
    })
final class SampleDataCommand implements Runnable {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write into.")
  private String out;

  @Option(
      names = "--customers",
      paramLabel = "N",
      description = "Registered customers; each brings six to seven order lines.")
  private Optional<Long> customers = Optional.empty();

  @Option(names = "--products", paramLabel = "N", description = "Products, variants not counted.")
  private Optional<Integer> products = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "Of everything that is drawn.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--first-day",
      paramLabel = "YYYY-MM-DD",
      description = "Day of the first orders.")
  private Optional<LocalDate> firstDay = Optional.empty();

  @Option(names = "--days", paramLabel = "N", description = "Days of orders.")
  private Optional<Integer> days = Optional.empty();

  @Override
  public void run() {
    new SampleData(customers, products, seed, firstDay, days)
        .write(out, new Progress(InstantSource.system(), System.out::println));
  }
}

package io.tandem.cli;

import io.tandem.job.FrequentlyBoughtTogetherJob;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Cross-selling alone. */
@Command(
    name = "frequently-bought-together",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Baskets to frequent itemsets, association rules and what is bought together.")
final class FrequentlyBoughtTogetherCommand implements Runnable {
  @Mixin private JobOptions options;

  @Override
  public void run() {
    options.run("frequently-bought-together", List.of(new FrequentlyBoughtTogetherJob()));
  }
}

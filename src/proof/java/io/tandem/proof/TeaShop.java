package io.tandem.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A shop of twenty orders, and its nights by the project's own scripts in processes of their own.
 * Two kinds of night differ in tables that lie far apart, so that whoever reads can tell a torn
 * one.
 */
final class TeaShop {
  static final ObjectMapper JSON = new ObjectMapper();

  /** Nothing here takes longer than compiling the code for it would. */
  private static final String QUICK =
      "--driver-memory 2g"
          + " --driver-java-options=-XX:TieredStopAtLevel=1"
          + " --driver-java-options=-XX:ReservedCodeCacheSize=240m"
          + " --driver-java-options=-XX:+UseSerialGC"
          + " --conf spark.sql.codegen.wholeStage=false"
          + " --conf spark.sql.codegen.factoryMode=NO_CODEGEN";

  private final Path folder;

  private TeaShop(Path folder) {
    this.folder = folder;
  }

  /** The shop's export and settings, in this folder. */
  static TeaShop in(Path folder) throws IOException {
    StringBuilder lines = new StringBuilder("order,who,sku,qty,price,date,state\n");
    for (int order = 1; order <= 20; order++) {
      String end = ",1,2.50,2026-02-%02d,completed%n".formatted(order);
      List<String> basket =
          List.of(
              order % 2 == 0 ? "tea" : "coffee",
              order % 2 == 0 ? "milk" : "cake",
              order % 3 == 0 ? "bread" : "jam");
      for (String product : basket) {
        lines.append("o%d,c%d,".formatted(order, order % 7)).append(product).append(end);
      }
    }
    Files.writeString(folder.resolve("lines.csv"), lines);
    Files.writeString(
        folder.resolve("shop.conf"),
        """
        sources.order-lines {
          format = csv
          path = lines.csv
          columns {
            order_id = "order", customer_id = who, product_id = sku, quantity = "try_cast(qty as int)"
            unit_price = "try_cast(price as decimal(18,4))", ordered_at = "try_to_timestamp(date)", status = state
          }
        }
        frequently-bought-together { min-support = 0.2, min-order-count = 2 }
        recommendations { list-length = 3, als { factors = 2, iterations = 2 }, evaluation.test-weeks = 0 }
        """);
    return new TeaShop(folder);
  }

  Path folder() {
    return folder;
  }

  Path warehouse() {
    return folder.resolve("warehouse");
  }

  /** What makes a night one of the two kinds. */
  static List<String> kind(boolean other) {
    return other
        ? List.of(
            "--set",
            "recommendations.als.factors=3",
            "--set",
            "frequently-bought-together.min-support=0.35")
        : List.of();
  }

  /** A night that begins now. */
  Process nightly(String name, List<String> options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--config", "shop.conf"));
    all.addAll(options);
    return script(name, "nightly", all);
  }

  /** One of the scripts, whose lines go to {@code <name>.out} and {@code <name>.err}. */
  Process script(String name, String script, List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(Path.of("scripts", script).toAbsolutePath().toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .redirectError(folder.resolve(name + ".err").toFile());
    builder.environment().put("TANDEM_SPARK_OPTIONS", QUICK);
    builder.environment().remove("SPARK_HOME");
    return builder.start();
  }

  /** Waits for the end of a process, which is ended where it takes too long. */
  int ended(Process process) {
    try {
      if (!process.waitFor(600, TimeUnit.SECONDS)) {
        throw new AssertionError("no end after 600 s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
  }

  String out(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".out"));
  }

  String err(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".err"));
  }

  /**
   * Holds every published partition against the manifest of the run that is said to have written
   * it, and each night against being of one run.
   *
   * @return bytes of the published tables
   */
  long requireWholeNights() throws IOException {
    JsonNode standing = json("_runs/_standing.json");
    long bytes = 0;
    List<String> nights = new ArrayList<>();
    standing.path("nights").fieldNames().forEachRemaining(nights::add);
    for (String night : nights) {
      List<String> runs = new ArrayList<>();
      standing.path("nights").path(night).fieldNames().forEachRemaining(runs::add);
      if (runs.size() != 1) {
        throw new AssertionError("the night of " + night + " is torn between " + runs);
      }
      for (JsonNode table : json("_runs/" + runs.get(0) + "/manifest.json").path("tables")) {
        Path partition = warehouse().resolve(table.path("table").asText() + "/run_date=" + night);
        long found = 0;
        try (Stream<Path> files = Files.list(partition)) {
          for (Path file : files.toList()) {
            found += Files.size(file);
          }
        }
        if (found != table.path("bytes").asLong()) {
          throw new AssertionError(
              "%s has %,d bytes, of the manifest's %,d"
                  .formatted(partition, found, table.path("bytes").asLong()));
        }
        bytes += found;
      }
    }
    Set<String> partitions = new TreeSet<>();
    for (Path table : entries(warehouse())) {
      String name = table.getFileName().toString();
      if (Files.isDirectory(table) && !name.startsWith("_")) {
        entries(table).forEach(entry -> partitions.add(entry.getFileName().toString()));
      }
    }
    nights.forEach(night -> partitions.remove("run_date=" + night));
    if (!partitions.isEmpty()) {
      throw new AssertionError("nobody has recorded " + partitions);
    }
    return bytes;
  }

  JsonNode json(String file) throws IOException {
    return JSON.readTree(warehouse().resolve(file).toFile());
  }

  static List<Path> entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    }
  }

  /** Everything below a folder, deepest last. */
  static List<Path> below(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.sorted(Comparator.naturalOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

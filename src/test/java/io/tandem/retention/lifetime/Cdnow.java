package io.tandem.retention.lifetime;

import io.tandem.testing.RealData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The customers of CDNOW's one-in-ten sample (Fader and Hardie 2001), in weeks, by frequency. */
final class Cdnow {
  /** One row per customer: frequency, recency, age, and with values the mean value. */
  static List<double[]> rows(String file) throws IOException {
    return Files.readAllLines(Path.of(RealData.file(file))).stream()
        .skip(1)
        .map(
            line ->
                Arrays.stream(line.split(",")).skip(1).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }

  static PurchaseCounts counts(List<double[]> rows) {
    List<double[]> sorted = rows.stream().sorted(Comparator.comparingDouble(r -> r[0])).toList();
    return new PurchaseCounts(
        sorted.stream().mapToInt(row -> (int) row[0]).toArray(),
        sorted.stream().mapToDouble(row -> row[1]).toArray(),
        sorted.stream().mapToDouble(row -> row[2]).toArray(),
        sorted.stream().mapToLong(row -> 1).toArray());
  }

  static SpentAmounts spent(List<double[]> rows) {
    List<double[]> repeaters =
        rows.stream()
            .filter(row -> row[0] > 0)
            .sorted(Comparator.comparingDouble(row -> row[0]))
            .toList();
    return new SpentAmounts(
        repeaters.stream().mapToInt(row -> (int) row[0]).toArray(),
        repeaters.stream().mapToDouble(row -> row[3]).toArray());
  }

  private Cdnow() {}
}

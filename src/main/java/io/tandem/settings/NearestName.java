package io.tandem.settings;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known name that takes the fewest letters to correct. */
final class NearestName {
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  static String of(String name, List<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String candidate) -> DISTANCE.apply(name, candidate))
                .thenComparing(c -> c))
        .orElseThrow();
  }

  private NearestName() {}
}

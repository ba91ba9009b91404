package io.tandem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** The one list of module flags, against Spark's own. */
class ModuleFlagsTest {
  @Test
  void theFileHoldsWhatThisSparkAsksFor() throws IOException {
    List<String> flags =
        Files.readAllLines(Path.of("scripts/java-module-flags")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    assertThat(flags)
        .containsExactlyElementsOf(
            Arrays.stream(JavaModuleOptions.defaultModuleOptionArray())
                .filter(flag -> !flag.isBlank())
                .toList());
  }
}

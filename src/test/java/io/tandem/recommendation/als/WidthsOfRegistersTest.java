package io.tandem.recommendation.als;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JVMs that are told to have narrower registers, or no Vector API at all, compute the same bits: so
 * a cluster of unlike machines finds what one machine finds.
 */
class WidthsOfRegistersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--add-modules=jdk.incubator.vector",
        "--add-modules=jdk.incubator.vector -XX:UseAVX=2",
        "--add-modules=jdk.incubator.vector -XX:UseAVX=0",
        "-Xint",
      })
  void everyJvmComputesTheSameBits(String flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+IgnoreUnrecognizedVMOptions"));
    command.addAll(List.of(flags.split(" ")));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Fingerprint.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    String arithmetic = flags.contains("vector") ? "VectorArithmetic" : "ScalarArithmetic";
    assertThat(printed).isEqualTo(arithmetic + " " + Fingerprint.of());
  }
}

package io.tandem.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the function has another name (Abramowitz and Stegun 1964, 15.1). */
class GaussHypergeometricTest {
  @ParameterizedTest
  @ValueSource(doubles = {1e-9, .1, .5, .9, .99, .9999})
  void itIsWhatItIsAlsoCalled(double z) {
    assertThat(GaussHypergeometric.of(1, 1, 2, z))
        .isCloseTo(-Math.log1p(-z) / z, within(1e-11 * -Math.log1p(-z) / z));
    assertThat(GaussHypergeometric.of(3.7, 2.2, 2.2, z))
        .isCloseTo(Math.pow(1 - z, -3.7), within(1e-11 * Math.pow(1 - z, -3.7)));
    double root = Math.sqrt(z);
    assertThat(GaussHypergeometric.of(.5, 1, 1.5, z))
        .isCloseTo(Math.log((1 + root) / (1 - root)) / (2 * root), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {.3, .95, .998})
  void bothSidesOfEulersTransformationAgree(double z) {
    double direct = GaussHypergeometric.of(.24, 2.4, 3.9, z); // a + b < c: the plain series
    double other = Math.pow(1 - z, 3.9 - .24 - 2.4) * GaussHypergeometric.of(3.66, 1.5, 3.9, z);
    assertThat(other).isCloseTo(direct, within(1e-10 * direct));
  }
}

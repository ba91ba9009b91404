/**
 * Shops whose truth is known, to see whether what Tandem says of a shop is true as often as it
 * claims. {@link io.tandem.coverage.SwapShuffle} makes a shop in which nothing is bought together;
 * {@link io.tandem.coverage.PlantedShop} one in which certain pairs are, and nothing else. Both go
 * through the pipeline of a night ({@link io.tandem.coverage.Findings}), and {@link
 * io.tandem.coverage.RuleCoverage} counts how often it errs. {@link
 * io.tandem.coverage.ExperimentShop} has customers of whom it is known what an experiment's levers
 * make of them; {@link io.tandem.coverage.ExperimentCoverage} counts how often intervals hold that,
 * {@link io.tandem.coverage.SequentialCoverage} how often nightly looks see what is not there, and
 * what is. The suite runs all of it small, {@code scripts/benchmark coverage} in full.
 */
package io.tandem.coverage;

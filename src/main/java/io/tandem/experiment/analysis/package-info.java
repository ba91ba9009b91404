/**
 * The statistics of experiments, on sums over customers, without Spark: what an arm came to ({@link
 * io.tandem.experiment.analysis.ArmValue}), how arms differ ({@link
 * io.tandem.experiment.analysis.Effect}), what the customers' past explains of it ({@link
 * io.tandem.experiment.analysis.Cuped}), an interval that may be looked at every night ({@link
 * io.tandem.experiment.analysis.Sequential}), many tests at a time ({@link
 * io.tandem.experiment.analysis.Holm}), and whether the arms are what was drawn ({@link
 * io.tandem.experiment.analysis.SampleRatio}). Reads nothing, writes nothing.
 *
 * <p>The unit is the customer. All who were assigned to an arm count, whatever they saw
 * (<em>intention to treat</em>). A metric is a sum over customers divided by another; a customer's
 * <em>score</em> is what he or she adds to it, so that the variance of a ratio is that of a mean of
 * scores (delta method).
 */
package io.tandem.experiment.analysis;

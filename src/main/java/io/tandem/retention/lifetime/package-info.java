/**
 * What a customer will buy, and what it will be worth: BG/NBD ({@link
 * io.tandem.retention.lifetime.BgNbd}) and Gamma-Gamma ({@link
 * io.tandem.retention.lifetime.GammaGamma}), fitted by maximum likelihood ({@link
 * io.tandem.retention.lifetime.MaximumLikelihood}). Pure Java on counted customers, knows no Spark;
 * optimizer and gamma functions are Hipparchus's.
 *
 * <p>Terms: <em>frequency</em> counts repeat purchases, the first one left out; <em>recency</em> is
 * the time from the first purchase to the last; <em>age</em> the time from the first purchase to
 * the end of what was seen.
 */
package io.tandem.retention.lifetime;

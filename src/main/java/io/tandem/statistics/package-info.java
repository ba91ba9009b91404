/**
 * What chance alone would give: the interval of a share in closed form, as Columns ({@link
 * io.tandem.statistics.Wilson}), and on plain numbers the tails and intervals that have no closed
 * form, of a count against what was expected ({@link io.tandem.statistics.Poisson}, {@link
 * io.tandem.statistics.Garwood}), of a share ({@link io.tandem.statistics.ClopperPearson}), and of
 * two products in the same baskets ({@link io.tandem.statistics.Hypergeometric}). Reads nothing,
 * writes nothing; used wherever a share or a rule is published. Densities and quantiles are
 * Hipparchus's.
 */
package io.tandem.statistics;

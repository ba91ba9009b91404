/**
 * The models that are judged side by side: customers whose later purchases are known → a list for
 * each. Plain Java, knows no Spark: items are numbers, histories compressed rows.
 *
 * <p>A <em>lister</em> makes one model's lists. What a customer has <em>had</em> is what they
 * bought before; <em>taken</em> is what they bought afterwards. Where what was had is
 * <em>masked</em>, every model alike leaves it out of its lists.
 */
package io.tandem.recommendation.lister;

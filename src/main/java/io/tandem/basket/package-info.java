/**
 * Cross-selling: order lines → baskets → frequent itemsets → association rules → what is bought
 * together. Reads typed order lines and the catalogue; writes {@code frequent_itemsets}, {@code
 * association_rules} and {@code frequently_bought_together}.
 *
 * <p>A <em>basket</em> is the distinct products of one completed order. An <em>itemset</em> is a
 * set of products, its <em>support</em> the share of baskets that hold it. A rule <em>antecedent →
 * consequent</em> says: who has the antecedent in the basket has the consequent in it too, with
 * this <em>confidence</em>, and <em>lift</em> times as often as if the two were independent.
 */
package io.tandem.basket;

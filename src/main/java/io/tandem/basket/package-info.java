/**
 * Cross-selling: order lines → baskets → frequent itemsets → association rules → what is shown on
 * product pages, in carts and at the checkout. Reads typed order lines, the catalogue and curated
 * complements; writes {@code frequent_itemsets}, {@code association_rules}, {@code
 * association_rule_changes}, {@code frequently_bought_together}, {@code cart_completions}, {@code
 * bundles}, {@code substitutes}, {@code checkout_add_ons} and {@code cross_sell_evaluation}.
 *
 * <p>A <em>basket</em> is the distinct products of one completed order. An <em>itemset</em> is a
 * set of products, its <em>support</em> the share of baskets that hold it. A rule <em>antecedent →
 * consequent</em> says: who has the antecedent in the basket has the consequent in it too, with
 * this <em>confidence</em>, and <em>lift</em> times as often as if the two were independent. Its
 * <em>evidence</em> is what customers put together by themselves: not what a recommendation or a
 * set offer proposed, one customer counted once. A rule is <em>significant</em> where chance, among
 * baskets of the same sizes, would hardly give as much.
 *
 * <p>The way through the classes: {@link io.tandem.basket.Baskets}, {@link
 * io.tandem.basket.MinedBaskets}, {@link io.tandem.basket.Associations} (which mines, counts the
 * evidence and judges the rules), and then the pages: {@link io.tandem.basket.ProductPage}, {@link
 * io.tandem.basket.CartPage}, {@link io.tandem.basket.CheckoutPage}, {@link
 * io.tandem.basket.BundlesOfThree}, {@link io.tandem.basket.BoughtInstead}.
 */
package io.tandem.basket;

/**
 * Personalization: order lines → preferences → factors → top N per customer, similar products, and
 * a labelled popularity ladder for everyone whom the model does not know. Reads typed order lines,
 * the catalogue and, where the shop has it, {@code customers}; writes {@code user_recommendations},
 * {@code als_user_factors}, {@code als_item_factors}, {@code similar_products}, {@code
 * popular_products}, {@code trending_products} and {@code buy_again}.
 *
 * <p>A <em>preference</em> is how strong the signal of a customer for a product is; it is implicit,
 * read from purchases. <em>Factors</em> are latent dimensions of customers and products; a
 * <em>score</em> is their inner product, the predicted preference. <em>Top N</em> is the list of
 * the N best scores.
 *
 * <p>Beside the model stand two lists of plain counts: <em>trends</em>, products whose share of the
 * orders grows, and what is <em>bought again</em>: an <em>interval</em> lies between two purchases
 * of one product by one customer, and a product is <em>due</em> when one is about to end.
 */
package io.tandem.recommendation;

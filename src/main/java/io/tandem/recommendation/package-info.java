/**
 * Personalization: order lines → preferences → factors → top N per customer, similar products, and
 * a labelled popularity ladder for everyone whom the model does not know. Reads typed order lines,
 * the catalogue and, where the shop has it, {@code customers}; writes {@code user_recommendations},
 * {@code als_user_factors}, {@code als_item_factors}, {@code similar_products} and {@code
 * popular_products}.
 *
 * <p>A <em>preference</em> is how strong the signal of a customer for a product is; it is implicit,
 * read from purchases. <em>Factors</em> are latent dimensions of customers and products; a
 * <em>score</em> is their inner product, the predicted preference. <em>Top N</em> is the list of
 * the N best scores.
 */
package io.tandem.recommendation;

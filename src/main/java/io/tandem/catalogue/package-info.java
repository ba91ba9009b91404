/**
 * What the shop sells, one row per product as it is shown: variants are folded into their parent.
 * Reads order lines and, where the shop has it, the input {@code products}; writes nothing.
 * <em>Sold as</em>: the parent of a variant, else the product itself.
 */
package io.tandem.catalogue;

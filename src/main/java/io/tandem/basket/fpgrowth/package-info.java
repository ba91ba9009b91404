/**
 * The miner: FP-Growth on int arrays, and the count of what speaks for the itemsets it finds. Pure
 * Java; knows no Spark and nothing else of Tandem.
 *
 * <p>An <em>item</em> is an int from 0 by descending support. A <em>transaction</em> is an
 * ascending array of items. An itemset belongs to its least frequent item, the greatest number in
 * it, and is found and counted with it: so that items can be shared out among machines, each of
 * which needs of a transaction only what stands before its own items.
 */
package io.tandem.basket.fpgrowth;

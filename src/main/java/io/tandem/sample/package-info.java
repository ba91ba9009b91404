/**
 * Sample shops of any size with planted truth: what belongs together, what replaces what, what each
 * customer likes and how often each comes back is known beforehand, so that a job can be held
 * against what it ought to find. Reads nothing but its own assortment; writes CSV files as a shop
 * would export them, and the truth beside them.
 *
 * <p>Terms: a <em>kind</em> is what a product is (a kettle), a <em>taste</em> is a customer's or
 * product's share in each of six latent interests, a <em>complementary group</em> is bought
 * together, <em>substitutes</em> are bought instead of each other, a <em>plant</em> is what only
 * looks like a rule, or what orders cannot show; a <em>lever</em> is what the experiment switches
 * on or off, a <em>cell</em> is one of the four ways to do so. Everything about one customer is
 * drawn from the seed and the customer's number alone, so that rows do not depend on how Spark
 * splits the work.
 */
package io.tandem.sample;

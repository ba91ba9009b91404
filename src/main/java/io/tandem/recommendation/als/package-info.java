/**
 * The kernels of personalization: pure Java on float arrays. They know no Spark and nothing else of
 * Tandem. In here a customer is a <em>user</em>, a product an <em>item</em>, both plain ints.
 */
package io.tandem.recommendation.als;

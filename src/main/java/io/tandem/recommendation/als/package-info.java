/**
 * The kernels of personalization: pure Java on float arrays. {@link
 * io.tandem.recommendation.als.LeastSquares} moves one side's factors while the other's stand
 * still, {@link io.tandem.recommendation.als.TopN} scores, {@link
 * io.tandem.recommendation.als.Explanation} says why; {@link
 * io.tandem.recommendation.als.Arithmetic} is what they compute with. They know no Spark and
 * nothing else of Tandem. In here a customer is a <em>user</em>, a product an <em>item</em>, both
 * plain ints.
 */
package io.tandem.recommendation.als;

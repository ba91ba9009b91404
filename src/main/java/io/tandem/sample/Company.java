package io.tandem.sample;

/**
 * What the products of a complementary group are: everyday ones, which sell often and for many
 * purposes, or special ones, which sell seldom and want the others of their group. Orders with two
 * of a group are about as many either way, so that their number does not tell which is surer.
 */
enum Company {
  EVERYDAY(1.4, 0.24),
  SPECIAL(0.65, 0.58);

  private final double popularity;
  private final double attach;

  Company(double popularity, double attach) {
    this.popularity = popularity;
    this.attach = attach;
  }

  /** Every second group is a special one. */
  static Company of(int group) {
    return group % 2 == 0 ? EVERYDAY : SPECIAL;
  }

  /** Natural logarithm of how often a product is chosen. */
  double popularity() {
    return popularity;
  }

  /** The chance that each other product of the group joins. */
  double attach() {
    return attach;
  }
}

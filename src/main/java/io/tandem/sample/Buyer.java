package io.tandem.sample;

/** Who stands behind a customer number: a person, or one of the two businesses. */
enum Buyer {
  PERSON,
  /** Buys for resale. */
  WHOLESALE,
  /** Buys the same two products week after week. */
  BUSINESS;

  static Buyer of(long number, ShopPlan plan) {
    if (number == Shoppers.wholesaleBuyer(plan)) {
      return WHOLESALE;
    }
    return number == Shoppers.businessBuyer(plan) ? BUSINESS : PERSON;
  }
}

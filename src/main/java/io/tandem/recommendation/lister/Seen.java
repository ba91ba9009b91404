package io.tandem.recommendation.lister;

/** What becomes of products that a customer has had, where models are judged. */
public enum Seen {
  /** They may stand in the list: what customers take again counts. */
  ALLOWED,
  /** They are left out for every model alike: only what is new to the customer counts. */
  MASKED
}

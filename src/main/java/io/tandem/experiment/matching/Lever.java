package io.tandem.experiment.matching;

import java.util.List;
import java.util.Locale;

/** What a recommendation was for, told by the placement in which it was shown. */
public enum Lever {
  CROSS_SELLING,
  PERSONALIZATION;

  /** The name in tables. */
  public String named() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where it is shown; what is shown elsewhere is of no lever. */
  List<String> placements() {
    return switch (this) {
      case CROSS_SELLING -> List.of("product_page", "cart", "checkout");
      case PERSONALIZATION -> List.of("home", "e_mail", "after_purchase", "category", "search");
    };
  }
}

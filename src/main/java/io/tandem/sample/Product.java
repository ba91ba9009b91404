package io.tandem.sample;

import java.util.List;

/**
 * One product of a sample shop, and what is planted in it.
 *
 * @param index position in the catalogue, from 0
 * @param popularity natural logarithm of how often it is chosen, all else equal
 * @param taste its share in each latent interest
 * @param group the complementary group it belongs to, or {@link #NONE}
 * @param substitutes the substitutes it is one of, or {@link #NONE}
 * @param variants what is ordered in its stead; empty for a product without variants
 */
record Product(
    int index,
    String id,
    String title,
    Assortment.Kind kind,
    String brand,
    long listCents,
    long costCents,
    int stock,
    double popularity,
    Taste taste,
    int group,
    int substitutes,
    List<Variant> variants) {
  static final int NONE = -1;

  /** A product in one colour and size; each may be empty. */
  record Variant(String id, String colour, String size, int stock) {}

  /** Whether the same customer has reason to buy it again. */
  boolean isConsumable() {
    return kind.has("consumable");
  }

  /** Whether nobody comes for it: it is sold as its plant says, and in no other way. */
  boolean isApart() {
    return kind.has("apart");
  }

  boolean isWorn() {
    return kind.has("size");
  }

  /** The ids under which it can be ordered. */
  List<String> orderableIds() {
    return variants.isEmpty() ? List.of(id) : variants.stream().map(Variant::id).toList();
  }
}

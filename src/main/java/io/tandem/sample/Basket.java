package io.tandem.sample;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is in one order before it is paid for, and what led to it; products by their positions. */
final class Basket {
  private final Map<Integer, String> placements = new LinkedHashMap<>();
  private final Map<Integer, Integer> pieces = new HashMap<>();
  private final Set<Integer> complements = new LinkedHashSet<>();
  private String couponCode = "";

  void add(int product) {
    placements.put(product, "");
  }

  /** Adds so many pieces of a product; of any other it is chance how many are ordered. */
  void addPieces(int product, int number) {
    add(product);
    pieces.put(product, number);
  }

  /** How many are ordered, where that is not left to chance. */
  Optional<Integer> piecesOf(int product) {
    return Optional.ofNullable(pieces.get(product));
  }

  /** Has another product take the place of one, unless that is there as well. */
  void replace(int product, int other) {
    if (!contains(other)) {
      placements.remove(product);
      complements.remove(product);
      add(other);
    }
  }

  /** Adds what goes with something in the basket. */
  void addComplement(int product) {
    add(product);
    complements.add(product);
  }

  /** Has a recommendation in a placement of the shop lead to a product. */
  void prompt(int product, String placement) {
    placements.put(product, placement);
  }

  /** Uses a coupon in the stead of any other. */
  void use(String coupon) {
    couponCode = coupon;
  }

  /** In the order in which they came. */
  Set<Integer> products() {
    return Collections.unmodifiableSet(placements.keySet());
  }

  /** What goes with something in the basket and was added because of it. */
  Set<Integer> complements() {
    return Collections.unmodifiableSet(complements);
  }

  boolean contains(int product) {
    return placements.containsKey(product);
  }

  /** Where the shop recommended the product; empty for a product that nobody recommended. */
  String placementOf(int product) {
    return placements.get(product);
  }

  /** Empty for a basket that brings no coupon of its own. */
  String couponCode() {
    return couponCode;
  }
}

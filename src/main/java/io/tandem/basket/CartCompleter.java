package io.tandem.basket;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What to show to a cart while it is being filled: the products that go with any one, two or three
 * of the products in it, the surest first.
 *
 * <p>This class knows nothing but the JDK, so that a shop can copy it into its own checkout. It is
 * immutable: one instance serves all threads; build a new one when a new night is published. Its
 * rules are two published tables:
 *
 * <pre>{@code
 * List<CartCompleter.Rule> rules = new ArrayList<>();
 * ResultSet pairs = statement.executeQuery("""
 *     select product_id, recommended_product_id, confidence_lower
 *     from frequently_bought_together where evidence_level = 'product'""");
 * while (pairs.next()) {
 *   rules.add(new CartCompleter.Rule(
 *       List.of(pairs.getString(1)), pairs.getString(2), pairs.getDouble(3)));
 * }
 * ResultSet sets = statement.executeQuery("""
 *     select antecedent, recommended_product_id, confidence_lower from cart_completions""");
 * while (sets.next()) {
 *   String[] antecedent = (String[]) sets.getArray(1).getArray();
 *   rules.add(new CartCompleter.Rule(
 *       List.of(antecedent), sets.getString(2), sets.getDouble(3)));
 * }
 * CartCompleter completer = new CartCompleter(rules);
 * List<String> shown = completer.complete(List.of("tea", "teapot"), 4);
 * }</pre>
 *
 * <p>Each rule is filed under that product of its antecedent which the fewest rules name. A cart
 * looks at the rules filed under its own products and at no others, so a cart of a hundred products
 * costs what its rules cost, not what its 161,700 triples would.
 */
public final class CartCompleter {
  private static final int MOST_PRODUCTS = 3;

  /**
   * One rule: who has the antecedent in the cart will want the consequent.
   *
   * @param antecedent one to three different products, in any order
   * @param consequent the product to show
   * @param lowerBound how sure it is, such as confidence_lower; only the order of these counts
   */
  public record Rule(List<String> antecedent, String consequent, double lowerBound) {
    public Rule {
      antecedent = List.copyOf(new TreeSet<>(antecedent));
      if (antecedent.isEmpty() || antecedent.size() > MOST_PRODUCTS) {
        throw new IllegalArgumentException(
            "Invalid antecedent: %s (must be 1 to %d products)"
                .formatted(antecedent, MOST_PRODUCTS));
      }
      if (consequent == null || Double.isNaN(lowerBound)) {
        throw new IllegalArgumentException(
            "Invalid rule: %s -> %s with lower bound %s"
                .formatted(antecedent, consequent, lowerBound));
      }
    }
  }

  /**
   * A rule in numbers; products are numbered in the order of their ids. An antecedent of less than
   * three products names its last one again.
   */
  private record Filed(int first, int second, int third, int consequent, double lowerBound) {
    boolean appliesTo(BitSet cart) {
      return cart.get(first) && cart.get(second) && cart.get(third) && !cart.get(consequent);
    }
  }

  private final List<String> products;
  private final Map<String, Integer> numbers;

  /** By product: the rules filed under it. */
  private final List<List<Filed>> rules;

  public CartCompleter(Collection<Rule> rules) {
    this.products = named(rules);
    this.numbers = new HashMap<>();
    for (int i = 0; i < products.size(); i++) {
      numbers.put(products.get(i), i);
    }
    this.rules = filed(rules);
  }

  /**
   * The products to show to this cart.
   *
   * @param cart product ids, in any order; those that no rule names are ignored
   * @param limit most products to return
   * @return products that are not in the cart, by the highest lower bound of any rule whose whole
   *     antecedent is in it, ties by id; empty where no rule applies
   */
  public List<String> complete(Collection<String> cart, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("Invalid limit: %d (must be at least 0)".formatted(limit));
    }
    BitSet held = new BitSet(products.size());
    for (String product : cart) {
      Integer number = numbers.get(product);
      if (number != null) {
        held.set(number);
      }
    }
    Map<Integer, Double> best = new HashMap<>();
    for (int product = held.nextSetBit(0); product >= 0; product = held.nextSetBit(product + 1)) {
      for (Filed rule : rules.get(product)) {
        if (rule.appliesTo(held)) {
          best.merge(rule.consequent(), rule.lowerBound(), Math::max);
        }
      }
    }
    Comparator<Map.Entry<Integer, Double>> surestFirst =
        Map.Entry.<Integer, Double>comparingByValue().reversed();
    return best.entrySet().stream()
        .sorted(surestFirst.thenComparing(Map.Entry.comparingByKey()))
        .limit(limit)
        .map(entry -> products.get(entry.getKey()))
        .toList();
  }

  private static List<String> named(Collection<Rule> rules) {
    return rules.stream()
        .flatMap(rule -> Stream.concat(rule.antecedent().stream(), Stream.of(rule.consequent())))
        .distinct()
        .sorted()
        .toList();
  }

  private List<List<Filed>> filed(Collection<Rule> unfiled) {
    int[] mentions = new int[products.size()];
    for (Rule rule : unfiled) {
      rule.antecedent().forEach(product -> mentions[numbers.get(product)]++);
    }
    List<List<Filed>> files = new ArrayList<>();
    for (int i = 0; i < products.size(); i++) {
      files.add(new ArrayList<>());
    }
    for (Rule rule : unfiled) {
      List<Integer> antecedent = rule.antecedent().stream().map(numbers::get).toList();
      int rarest = Collections.min(antecedent, Comparator.comparing(product -> mentions[product]));
      int last = antecedent.size() - 1;
      files
          .get(rarest)
          .add(
              new Filed(
                  antecedent.get(0),
                  antecedent.get(Math.min(1, last)),
                  antecedent.get(last),
                  numbers.get(rule.consequent()),
                  rule.lowerBound()));
    }
    return files;
  }
}

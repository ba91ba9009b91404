package io.tandem.basket;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tandem.basket.CartCompleter.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CartCompleterTest {
  private static final CartCompleter COMPLETER =
      new CartCompleter(
          List.of(
              new Rule(List.of("tea"), "milk", 0.2),
              new Rule(List.of("tea"), "sugar", 0.3),
              new Rule(List.of("tea"), "biscuits", 0.3),
              new Rule(List.of("teapot", "tea"), "milk", 0.6),
              new Rule(List.of("tea", "teapot", "sugar"), "tongs", 0.9)));

  @Test
  void theSurestRuleOfAnyPartOfTheCartCounts() {
    assertThat(COMPLETER.complete(List.of("tea"), 10))
        .containsExactly("biscuits", "sugar", "milk"); // 0.3 twice: told apart by id
    assertThat(COMPLETER.complete(List.of("teapot", "tea"), 10))
        .containsExactly("milk", "biscuits", "sugar");
    assertThat(COMPLETER.complete(List.of("sugar", "teapot", "tea"), 2))
        .containsExactly("tongs", "milk");
  }

  @Test
  void whatIsInTheCartIsNotShownAgain() {
    assertThat(COMPLETER.complete(List.of("tea", "milk", "biscuits", "tea"), 10))
        .containsExactly("sugar");
  }

  @Test
  void whatNoRuleKnowsIsIgnored() {
    List<String> cart = new ArrayList<>(List.of("unknown", "tea"));
    cart.add(null);
    assertThat(COMPLETER.complete(cart, 1)).containsExactly("biscuits");
    assertThat(COMPLETER.complete(List.of("teapot"), 10)).isEmpty();
    assertThat(COMPLETER.complete(List.of(), 10)).isEmpty();
    assertThat(new CartCompleter(List.of()).complete(List.of("tea"), 10)).isEmpty();
  }

  @Test
  void refusesWhatIsNoRule() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Rule(List.of(), "milk", 0.5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rule(List.of("a", "b", "c", "d"), "milk", 0.5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rule(List.of("tea"), "milk", Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> COMPLETER.complete(List.of("tea"), -1));
  }

  @Test
  void findsWhatLookingAtEverySubsetFinds() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Rule> rules = randomRules(random, 2_000, 40);
    CartCompleter completer = new CartCompleter(rules);
    Map<Set<String>, List<Rule>> byAntecedent =
        rules.stream().collect(groupingBy(rule -> Set.copyOf(rule.antecedent())));
    for (int i = 0; i < 100; i++) {
      List<String> cart = randomProducts(random, random.nextInt(12), 45);
      int limit = random.nextInt(12);
      assertThat(completer.complete(cart, limit))
          .as("seed %d, cart %s", seed, cart)
          .isEqualTo(bySubsets(byAntecedent, cart, limit));
    }
  }

  @Test
  void aLargeCartIsCompletedInMilliseconds() {
    Random random = new Random(1);
    CartCompleter completer = new CartCompleter(randomRules(random, 100_000, 5_000));
    List<String> cart = randomProducts(random, 100, 5_000);
    completer.complete(cart, 10); // the first call also loads classes
    long start = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      assertThat(completer.complete(cart, 10)).hasSize(10);
    }
    // A tenth of a second each is some hundred times what it takes.
    assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
  }

  private static List<String> bySubsets(
      Map<Set<String>, List<Rule>> byAntecedent, List<String> cart, int limit) {
    Map<String, Double> best = new HashMap<>();
    for (String a : cart) {
      for (String b : cart) {
        for (String c : cart) {
          Set<String> subset = new HashSet<>(List.of(a, b, c));
          for (Rule rule : byAntecedent.getOrDefault(subset, List.of())) {
            best.merge(rule.consequent(), rule.lowerBound(), Math::max);
          }
        }
      }
    }
    best.keySet().removeAll(cart);
    return best.keySet().stream()
        .sorted(Comparator.<String>comparingDouble(best::get).reversed().thenComparing(id -> id))
        .limit(limit)
        .toList();
  }

  /** Few different lower bounds, so that there are ties. */
  private static List<Rule> randomRules(Random random, int count, int products) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> antecedent = randomProducts(random, 1 + random.nextInt(3), products);
      String consequent = randomProducts(random, 1, products).get(0);
      rules.add(new Rule(antecedent, consequent, random.nextInt(10) / 10.0));
    }
    return rules;
  }

  private static List<String> randomProducts(Random random, int count, int products) {
    Collection<String> chosen = new HashSet<>();
    while (chosen.size() < count) {
      chosen.add("P" + random.nextInt(products));
    }
    List<String> shuffled = new ArrayList<>(chosen);
    Collections.sort(shuffled);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }
}

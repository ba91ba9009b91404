package io.tandem.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Draws the products of a catalogue: round after round, one product of every kind of the
 * assortment. The first product of a kind is the one that complements others; the next two or three
 * of some kinds replace each other.
 */
final class ProductDesign {
  private static final List<String> BRANDS =
      List.of(
          "Alderbrook",
          "Nordhem",
          "Casa Lumo",
          "Fjellvik",
          "Brightwell",
          "Oak & Ember",
          "Velora",
          "Tindra",
          "Marlow Lane",
          "Kupfer",
          "Ostrava Mill",
          "Pinecrest",
          "Solenne",
          "Hearthly",
          "Ridgeway",
          "Lindqvist",
          "Morgentau",
          "Bluewater",
          "Terrano",
          "Peak & Plain",
          "Wildrose",
          "Stillhaus",
          "Rondo",
          "Everly",
          "Grünwald");
  private static final List<String> COLOURS =
      List.of("sand", "navy", "olive", "rust", "grey", "white");
  private static final List<String> SIZES = List.of("S", "M", "L", "XL");
  private static final List<String> SHOE_SIZES = List.of("38", "40", "42", "44");

  /** Each brand is at home in a few categories: so many brands share one. */
  private static final int BRANDS_PER_CATEGORY = 6;

  /** Kinds come in many rounds in a large catalogue; only early ones have planted company. */
  private static final int LAST_SUBSTITUTE_ROUND = 3;

  /** Planted company is only found among products that sell. */
  private static final double PLANTED_POPULARITY = 1.0;

  private static final int VARIANT_ROUNDS = 3;
  private static final int TRICKY_ROUND = 2;
  private static final double UNAVAILABLE = 0.04;

  private final ShopPlan plan;
  private final Assortment assortment = Assortment.read();
  private final List<String> topCategories =
      assortment.kinds().stream().map(kind -> kind.section().topCategory()).distinct().toList();

  /** Kinds of which a catalogue has more than one product. */
  private final List<Assortment.Kind> repeated =
      assortment.kinds().stream().filter(kind -> !kind.has("apart")).toList();

  private final Map<String, Integer> groupOfKind = new HashMap<>();
  private final Set<String> titles = new HashSet<>();

  ProductDesign(ShopPlan plan) {
    this.plan = plan;
    for (int group = 0; group < assortment.complements().size(); group++) {
      for (String kind : assortment.complements().get(group)) {
        groupOfKind.put(kind, group);
      }
    }
  }

  List<Product> products() {
    List<Product> products = new ArrayList<>(plan.products());
    for (int index = 0; index < plan.products(); index++) {
      products.add(product(index));
    }
    return products;
  }

  private Product product(int index) {
    int later = index - assortment.kinds().size();
    int round = later < 0 ? 0 : 1 + later / repeated.size();
    Assortment.Kind kind =
        later < 0 ? assortment.kinds().get(index) : repeated.get(later % repeated.size());
    Draws draws = Draws.of(plan.seed(), Draws.Purpose.CATALOGUE, index);
    String id = String.format(Locale.ROOT, "P%05d", index + 1);
    int group = round == 0 ? groupOfKind.getOrDefault(kind.name(), Product.NONE) : Product.NONE;
    boolean replaceable = kind.has("instead") && round >= 1 && round <= LAST_SUBSTITUTE_ROUND;
    OptionalDouble soughtAs = round == 0 ? kind.soughtAs() : OptionalDouble.empty();
    boolean planted = group != Product.NONE || replaceable || soughtAs.isPresent();
    long listCents = 100 * Math.max(3, Math.round(draws.logNormal(kind.price(), 0.2))) - 1;
    boolean available = planted || !draws.chance(1.5 * UNAVAILABLE);
    List<Product.Variant> variants =
        round < VARIANT_ROUNDS ? variants(id, kind, available, draws) : List.of();
    return new Product(
        index,
        id,
        title(kind, round),
        kind,
        brand(kind, draws),
        listCents,
        Math.round(listCents * (0.4 + 0.3 * draws.uniform())),
        variants.isEmpty()
            ? stock(available, draws)
            : variants.stream().mapToInt(Product.Variant::stock).sum(),
        planted
            ? soughtAs.orElse(plantedPopularity(group)) + 0.1 * draws.gaussian()
            : 0.7 * draws.gaussian(),
        taste(kind, planted, draws),
        group,
        replaceable ? assortment.kinds().indexOf(kind) : Product.NONE,
        variants);
  }

  private static double plantedPopularity(int group) {
    return group == Product.NONE ? PLANTED_POPULARITY : Company.of(group).popularity();
  }

  private static int stock(boolean available, Draws draws) {
    return available ? 1 + (int) draws.logNormal(40, 0.8) : 0;
  }

  private String brand(Assortment.Kind kind, Draws draws) {
    String topCategory = kind.section().topCategory();
    int home = BRANDS_PER_CATEGORY / 2 * topCategories.indexOf(topCategory);
    return BRANDS.get((home + draws.below(BRANDS_PER_CATEGORY)) % BRANDS.size());
  }

  private String title(Assortment.Kind kind, int round) {
    String tricky = assortment.trickyTitles().getOrDefault(kind.name(), "");
    if (round == TRICKY_ROUND && !tricky.isEmpty()) {
      return tricky;
    }
    String look = kind.looks().get(round % kind.looks().size());
    String noun = look + " " + kind.name();
    String title =
        kind.measures().isEmpty()
            ? noun
            : noun + " " + kind.measures().get(round % kind.measures().size());
    return titles.add(title) ? title : title + " No. " + (round + 1);
  }

  /** Most products appeal to the interest of their category, some to another; all a bit to all. */
  private static Taste taste(Assortment.Kind kind, boolean planted, Draws draws) {
    double stray = draws.uniform();
    int other = draws.below(Taste.INTERESTS);
    int main = planted || stray < 0.8 ? kind.section().taste() : other;
    return Taste.drawn(0.5, draws).leaningTo(main, 0.8);
  }

  private static List<Product.Variant> variants(
      String id, Assortment.Kind kind, boolean available, Draws draws) {
    boolean sized = kind.has("size");
    if (!sized && !kind.has("colour")) {
      return List.of();
    }
    int count = draws.between(2, 4);
    int firstColour = draws.below(COLOURS.size());
    List<Product.Variant> variants = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int colour = sized ? firstColour : firstColour + i;
      boolean inStock = available && !draws.chance(UNAVAILABLE / 2);
      variants.add(
          new Product.Variant(
              id + "-" + (i + 1),
              COLOURS.get(colour % COLOURS.size()),
              sized ? (kind.has("shoe") ? SHOE_SIZES : SIZES).get(i) : "",
              stock(inStock, draws)));
    }
    return variants;
  }
}

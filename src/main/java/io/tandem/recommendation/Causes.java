package io.tandem.recommendation;

import io.tandem.recommendation.als.CompressedRows;
import io.tandem.recommendation.als.Explanation;
import io.tandem.recommendation.als.ScoredItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Why products stand in a customer's list: the bought products that carry their scores. */
final class Causes {
  /** Products that a sentence names. */
  private static final int NAMED = 2;

  /** A product that carries less than this part of a score is not named as its cause. */
  private static final double WORTH_NAMING = 0.1;

  private final Scoring scoring;
  private final CompressedRows bought;
  private final Explanation explanation;

  /**
   * @param bought what customers bought; columns are items
   */
  Causes(Scoring scoring, CompressedRows bought) {
    this.scoring = scoring;
    this.bought = bought;
    this.explanation = new Explanation(scoring.factors(), scoring.gram(), scoring.confidence());
  }

  /**
   * Why one product stands in a list.
   *
   * @param products rows of product_id and share, heaviest first
   * @param reason a sentence
   */
  record Because(Row[] products, String reason) {}

  /** A bought item and its part of a score. */
  private record Part(int item, double share) {}

  /** Why each product of a customer's list stands there. */
  List<Because> of(int customer, ScoredItems list) {
    if (scoring.becauseOfLength() == 0) {
      Because of = new Because(new Row[0], suits(customer));
      return IntStream.range(0, list.items().length).mapToObj(i -> of).toList();
    }
    int[] items = IntStream.of(list.items()).map(place -> scoring.items()[place]).toArray();
    double[][] parts = explanation.of(bought, customer, items);
    List<Because> because = new ArrayList<>();
    for (double[] ofItem : parts) {
      List<Part> heaviest = heaviest(customer, ofItem);
      because.add(
          new Because(
              heaviest.stream()
                  .map(part -> RowFactory.create(scoring.ids()[part.item()], part.share()))
                  .toArray(Row[]::new),
              reason(customer, heaviest)));
    }
    return because;
  }

  /** The parts with the largest shares above 0; none of a score that is not above 0 itself. */
  private List<Part> heaviest(int customer, double[] parts) {
    double sum = Arrays.stream(parts).sum();
    int offset = bought.offsets()[customer];
    return IntStream.range(0, parts.length)
        .filter(i -> sum > 0 && parts[i] > 0)
        .mapToObj(i -> new Part(bought.columns()[offset + i], parts[i] / sum))
        .sorted(Comparator.comparingDouble(Part::share).reversed().thenComparing(Part::item))
        .limit(scoring.becauseOfLength())
        .toList();
  }

  private String reason(int customer, List<Part> heaviest) {
    String named =
        heaviest.stream()
            .limit(NAMED)
            .filter(part -> part.share() >= WORTH_NAMING)
            .map(part -> scoring.titles()[part.item()])
            .collect(Collectors.joining(" and "));
    return named.isEmpty() ? suits(customer) : "Because this customer bought " + named + ".";
  }

  private String suits(int customer) {
    int count = bought.length(customer);
    return count == 1
        ? "Suits the one product this customer bought."
        : "Suits the %,d products this customer bought.".formatted(count);
  }
}

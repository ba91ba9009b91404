package io.tandem.recommendation;

import static io.tandem.table.Columns.CATEGORY;
import static io.tandem.table.Columns.PRODUCT_ID;
import static io.tandem.table.Columns.TITLE;

import io.tandem.recommendation.RecommendationsSettings.AlreadyBought;
import io.tandem.recommendation.als.FactorRows;
import io.tandem.recommendation.als.Gram;
import io.tandem.recommendation.als.Groups;
import io.tandem.recommendation.als.LeastSquares.Confidence;
import io.tandem.recommendation.als.TopN;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What an executor must know of the catalogue to make customers' lists.
 *
 * @param candidates who may stand in a list
 * @param items the item of each candidate
 * @param ids the product ids of all items
 * @param factors of all items
 * @param gram of these
 * @param titles of all items; the id where there is none
 * @param groups the category of each candidate, and how many of one may stand in a list
 */
record Scoring(
    Candidates candidates,
    int[] items,
    String[] ids,
    FactorRows factors,
    Gram gram,
    Confidence confidence,
    String[] titles,
    Groups groups,
    int listLength,
    float minScore,
    int becauseOfLength,
    AlreadyBought alreadyBought)
    implements Serializable {
  private static final int CHUNK = 256;

  static Scoring of(Model model, Dataset<Row> catalogue, RecommendationsSettings settings) {
    Map<String, Row> shown = new HashMap<>();
    catalogue
        .select(PRODUCT_ID, TITLE, CATEGORY)
        .collectAsList()
        .forEach(product -> shown.put(product.getString(0), product));
    String[] ids = model.productIds();
    String[] titles =
        IntStream.range(0, ids.length)
            .mapToObj(item -> text(shown.get(ids[item]), 1, ids[item]))
            .toArray(String[]::new);
    FactorRows factors = model.productFactors();
    return new Scoring(
        Candidates.of(model.candidates(), ids, factors),
        model.candidates(),
        ids,
        factors,
        Gram.of(factors, CHUNK),
        settings.als().confidence(),
        titles,
        groups(model, shown, settings.maxPerCategory()),
        settings.listLength(),
        settings.minScore().map(Double::floatValue).orElse(Float.NEGATIVE_INFINITY),
        settings.becauseOfLength(),
        settings.alreadyBought());
  }

  private static Groups groups(Model model, Map<String, Row> shown, int maxPerCategory) {
    if (maxPerCategory == 0) {
      return Groups.NONE;
    }
    Map<String, Integer> numbers = new HashMap<>();
    return new Groups(
        IntStream.of(model.candidates())
            .mapToObj(item -> text(shown.get(model.productIds()[item]), 2, ""))
            .mapToInt(category -> numbers.computeIfAbsent(category, first -> numbers.size()))
            .toArray(),
        maxPerCategory);
  }

  private static String text(Row product, int field, String otherwise) {
    return product == null || product.isNullAt(field) ? otherwise : product.getString(field);
  }

  /** A scorer of all candidates, for one thread. */
  TopN topN() {
    return new TopN(candidates.panels(), listLength, minScore, groups);
  }
}

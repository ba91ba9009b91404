package io.tandem.job;

import io.tandem.evaluation.ranking.ListedItems;
import io.tandem.evaluation.ranking.Mean;
import io.tandem.evaluation.ranking.PairedBootstrap;
import io.tandem.evaluation.ranking.RankingMetric;
import io.tandem.evaluation.ranking.Scoreboard;
import io.tandem.recommendation.lister.Seen;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The rows of {@code recommendation_evaluation}.
 *
 * @param customerShares of customers who had each item
 * @param trainFrom the first day that the models know
 * @param challenger the model whose lead decides
 * @param published the model whose lists are
 */
record EvaluationRows(
    Judgement judgement,
    double[] customerShares,
    LocalDate trainFrom,
    JudgedWeeks weeks,
    String challenger,
    String published) {

  /** A number, and what is known of its interval. */
  private record Estimate(double value, Optional<Double> lower, Optional<Double> upper) {
    static Estimate of(double value) {
      return new Estimate(value, Optional.empty(), Optional.empty());
    }

    static Estimate of(Mean mean) {
      return mean.count() < 2
          ? of(mean.value())
          : new Estimate(mean.value(), Optional.of(mean.lower()), Optional.of(mean.upper()));
    }

    static Estimate of(PairedBootstrap lead) {
      return lead.count() < 2
          ? of(lead.difference())
          : new Estimate(lead.difference(), Optional.of(lead.lower()), Optional.of(lead.upper()));
    }

    /** Of a metric that is no less than 0 and no more than 1. */
    Estimate asShare() {
      return new Estimate(
          value, lower.map(end -> Math.max(0, end)), upper.map(end -> Math.min(1, end)));
    }
  }

  List<Row> list() {
    Scoreboard board = judgement.board();
    List<Row> rows = new ArrayList<>();
    for (String model : board.models()) {
      for (int k : Scoreboard.CUTOFFS) {
        for (String slice : board.slices()) {
          for (RankingMetric metric : RankingMetric.ALL) {
            Mean value = board.value(model, slice, metric, k);
            rows.add(
                row(
                    model,
                    metric.named(),
                    k,
                    slice,
                    value.count(),
                    Estimate.of(value).asShare(),
                    difference(model, slice, metric, k)));
          }
        }
        for (Map.Entry<String, Seen> slice :
            Map.of(Judgement.ALL, Seen.ALLOWED, Judgement.NEW, Seen.MASKED).entrySet()) {
          rows.add(listed(model, "coverage", k, slice, ListedItems::coverage));
          rows.add(listed(model, "concentration", k, slice, ListedItems::concentration));
          rows.add(listed(model, "novelty", k, slice, items -> items.novelty(customerShares)));
        }
      }
    }
    return rows;
  }

  private Estimate difference(String model, String slice, RankingMetric metric, int k) {
    boolean decides =
        model.equals(challenger)
            && slice.equals(Judgement.NEW)
            && metric.equals(Judgement.DECIDING_METRIC)
            && k == Judgement.DECIDING_K;
    return decides
        ? Estimate.of(judgement.lead())
        : Estimate.of(judgement.board().difference(model, slice, metric, k));
  }

  private Row listed(
      String model,
      String metric,
      int k,
      Map.Entry<String, Seen> slice,
      ToDoubleFunction<ListedItems> measure) {
    Scoreboard board = judgement.board();
    double value = measure.applyAsDouble(items(model, k, slice.getValue()));
    double toBeat = measure.applyAsDouble(items(board.baseline(), k, slice.getValue()));
    return row(
        model,
        metric,
        k,
        slice.getKey(),
        board.value(model, Judgement.ALL, RankingMetric.ALL.get(0), k).count(),
        Estimate.of(value),
        Estimate.of(value - toBeat));
  }

  private ListedItems items(String model, int k, Seen seen) {
    return judgement.listed()
        .get(seen)[judgement.board().models().indexOf(model)][Scoreboard.CUTOFFS.indexOf(k)];
  }

  private Row row(
      String model,
      String metric,
      int k,
      String slice,
      long customers,
      Estimate value,
      Estimate difference) {
    return RowFactory.create(
        model,
        metric,
        k,
        slice,
        orNull(value.value()),
        value.lower().orElse(null),
        value.upper().orElse(null),
        customers,
        judgement.board().baseline(),
        orNull(difference.value()),
        difference.lower().orElse(null),
        difference.upper().orElse(null),
        Date.valueOf(trainFrom),
        Date.valueOf(weeks.validationFrom()),
        Date.valueOf(weeks.testFrom()),
        Date.valueOf(weeks.until()),
        model.equals(published));
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}

package io.tandem.experiment;

import io.tandem.experiment.matching.Balance;
import io.tandem.experiment.matching.Covariate;
import io.tandem.experiment.matching.Difference;
import io.tandem.experiment.matching.ExposureWindow;
import io.tandem.experiment.matching.Lever;
import io.tandem.experiment.matching.MatchedGroups;
import io.tandem.experiment.matching.Outcome;
import io.tandem.experiment.matching.Span;
import io.tandem.retention.Horizon;
import java.sql.Date;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * How customers who were shown recommendations did beside like customers who were not, where there
 * is no experiment: an association.
 *
 * <p>With T the day 90 days before the first that was not read to its end, customers who had
 * ordered before T are exposed in a lever if they were shown something of it in [T, T + 28), else
 * unexposed. They are matched by what they had ordered before T ({@link Covariate}), and their
 * orders in [T, T + 30) and [T, T + 90) are compared. An order counts whether it came before or
 * after what was shown: who comes to order is shown more, in the cart above all, and no covariate
 * knows who is about to come.
 *
 * <p>The negative control compares the same exposed and unexposed customers in [T − 30, T), matched
 * by what they had ordered before T − 30. A difference there is bias, of customers who are always
 * more active than their past orders tell. None there is no proof: customers who became active in
 * the window itself were like all others before.
 *
 * @param comparisons the rows of {@code matched_comparisons}
 * @param balance the rows of {@code matched_balance}
 * @param remarks sentences about what could not be compared, and why
 */
public record MatchedComparison(List<Row> comparisons, List<Row> balance, List<String> remarks) {
  /**
   * How wrong such comparisons were where they could be checked: to be printed beside every one.
   *
   * <p>Gordon, Zettelmeyer, Bhargava and Chapsky 2019, A Comparison of Approaches to Advertising
   * Measurement: Evidence from Big Field Experiments at Facebook, Marketing Science 38(2): 15
   * experiments, 500 million observations of users; exact matching, propensity scores and
   * regression on what Facebook knew of them. Lewis, Rao and Reiley 2011, Here, There, and
   * Everywhere: Correlated Online Behaviors Can Lead to Overestimates of the Effects of
   * Advertising, Proceedings of WWW 2011, 157-166: three experiments, in which exposure was a sign
   * of "doing more of everything" at the time (activity bias).
   */
  public static final String KNOWN_ERROR =
      "Checked against 15 randomized advertising experiments at Facebook, matching and regression"
          + " generally overestimated, and in half of the studies their estimated percentage increase"
          + " in purchases was off by a factor of three (Gordon, Zettelmeyer, Bhargava and Chapsky"
          + " 2019); other experiments found massive overestimates where people who were shown"
          + " something were doing more of everything at that time (Lewis, Rao and Reiley 2011).";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  public MatchedComparison {
    comparisons = List.copyOf(comparisons);
    balance = List.copyOf(balance);
    remarks = List.copyOf(remarks);
  }

  /**
   * The comparison of these customers.
   *
   * @param orders as {@link io.tandem.retention.Orders#from} gives them
   * @param exposures as typed; what an experiment kept from being shown was not shown
   */
  public static MatchedComparison of(
      Dataset<Row> orders, Dataset<Row> exposures, Horizon horizon, ZoneId timeZone) {
    ExposureWindow window = ExposureWindow.of(horizon);
    List<MatchedGroups> all = MatchedGroups.of(orders, exposures, window, timeZone);
    List<MatchedGroups> compared = all.stream().filter(MatchedGroups::areComparable).toList();
    return new MatchedComparison(
        compared.stream().flatMap(groups -> comparisons(groups, window)).toList(),
        // The longer span has the same customers, who are as alike.
        compared.stream()
            .filter(groups -> groups.span() == Span.MONTH)
            .flatMap(MatchedComparison::balance)
            .toList(),
        remarks(all, window));
  }

  private static Stream<Row> comparisons(MatchedGroups groups, ExposureWindow window) {
    return Arrays.stream(Outcome.values())
        .map(
            outcome -> {
              Difference difference = groups.difference(outcome);
              double estimate = difference.estimate();
              double halfWidth = difference.halfWidth();
              return RowFactory.create(
                  groups.lever().named(),
                  outcome.named(),
                  groups.span().days(),
                  Date.valueOf(window.start()),
                  groups.exposed(),
                  groups.unexposed(),
                  groups.allExposed() - groups.exposed(),
                  orNull(difference.exposed().value()),
                  orNull(difference.unexposed().value()),
                  orNull(estimate),
                  orNull(estimate - halfWidth),
                  orNull(estimate + halfWidth),
                  groups.span().isNegativeControl(),
                  orNull(groups.largestImbalance()));
            });
  }

  private static Stream<Row> balance(MatchedGroups groups) {
    return Arrays.stream(Covariate.values())
        .map(
            covariate -> {
              Balance balance = groups.balance(covariate);
              return RowFactory.create(
                  groups.lever().named(),
                  covariate.named(),
                  orNull(balance.exposedMean()),
                  orNull(balance.unexposedMean()),
                  orNull(balance.before()),
                  orNull(balance.after()));
            });
  }

  private static List<String> remarks(List<MatchedGroups> all, ExposureWindow window) {
    if (all.isEmpty()) {
      return List.of(
          "Nothing is compared: nobody had ordered before %s, %d days before the end of the data."
              .formatted(DAY.format(window.start()), Span.LONGEST));
    }
    List<String> remarks = new ArrayList<>();
    for (Lever lever : Lever.values()) {
      List<MatchedGroups> spans = all.stream().filter(g -> g.lever() == lever).toList();
      if (!spans.get(0).areComparable()) {
        remarks.add(lever.named() + ": " + obstacle(spans.get(0), window));
      } else if (spans.stream().noneMatch(g -> g.span().isNegativeControl() && g.areComparable())) {
        remarks.add(
            "%s: there is no negative control, because too few had ordered before %s."
                .formatted(lever.named(), DAY.format(Span.MONTH_BEFORE.cut(window))));
      }
    }
    return remarks;
  }

  private static String obstacle(MatchedGroups groups, ExposureWindow window) {
    String days = DAY.format(window.start()) + " to " + DAY.format(window.lastDay());
    if (groups.allExposed() == 0) {
      return "no customer was shown anything from %s, so there is nobody to compare."
          .formatted(days);
    }
    if (groups.allUnexposed() == 0) {
      return "everybody was shown something from %s, so there is nobody to compare with."
          .formatted(days);
    }
    return "of those who were shown something from %s and those who were not, no two are alike."
        .formatted(days);
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}

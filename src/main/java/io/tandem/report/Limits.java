package io.tandem.report;

import io.tandem.report.page.Topic;
import java.util.ArrayList;
import java.util.List;

/** The section on what the page cannot say, whatever it shows. */
final class Limits {
  /**
   * The section.
   *
   * @param hasOrders whether the page shows what was ordered
   * @param evidence what it shows of experiments
   */
  static Topic topic(boolean hasOrders, Evidence evidence) {
    List<String> points = new ArrayList<>();
    if (evidence.isExperimental()) {
      points.addAll(ofExperiments(evidence));
    }
    if (evidence.isMatched()) {
      points.add(
          "That a difference between like customers is what showing something does: they were alike"
              + " in what was known of them, and whoever is about to order is also shown more.");
      points.add(
          "That a negative control without a difference makes the other differences sound: it sees"
              + " only what already set the groups apart before.");
    }
    if (hasOrders) {
      points.addAll(ofOrders(evidence));
    }
    return new Topic(
        "limits",
        "What may not be concluded",
        List.of(ground(hasOrders, evidence)),
        points,
        List.of());
  }

  private static String ground(boolean hasOrders, Evidence evidence) {
    if (evidence.isExperimental()) {
      return evidence.isBroken()
          ? "A check has failed: from that experiment nothing may be concluded, in either"
              + " direction, until the fault is found."
          : "What an experiment shows holds of the customers, days and metrics that it names, and of"
              + " nothing else."
              + (hasOrders ? " All other numbers of this page describe what was ordered." : "");
    }
    return "No experiment has begun. The page describes what was ordered; it cannot say what would"
        + " have been ordered without cross-selling or personalization.";
  }

  private static List<String> ofExperiments(Evidence evidence) {
    List<String> points = new ArrayList<>();
    points.add(
        "That each customer spends more per order, from an AOV that differs: AOV is revenue by orders"
            + " of all customers of an arm, and other customers may have ordered.");
    points.add(
        "That there is no difference, where none is shown: the interval says which ones are left"
            + " open, and the smallest detectable one what an experiment of this size would miss.");
    points.add(
        "That one comparison among many is sound because its own interval leaves out zero: of twenty"
            + " without any difference one does so by chance. The adjusted p decides.");
    points.add("Anything about a year from 90 days: what comes early may be missing later.");
    points.add(
        "That showing more, or to more customers, would bring more: on was compared with off, as both"
            + " were.");
    if (evidence.experiments().stream().anyMatch(Experiment::isNightly)) {
      points.add("Anything about guests: they are outside, and no arm is drawn for them.");
    } else {
      points.add("Anything about customers of other shops, or other days, than those measured.");
    }
    points.add("Anything from numbers of an experiment of which a check failed.");
    return points;
  }

  private static List<String> ofOrders(Evidence evidence) {
    return List.of(
        evidence.isExperimental()
            ? "That one of the two levers is the reason for a number outside the experiment: season,"
                + " prices, advertising and assortment are in the same numbers."
            : "That one of the two is the reason for any number here: season, prices, advertising and"
                + " assortment are in the same numbers.",
        "That two months differ, where their 95 % intervals overlap widely; and where they do not,"
            + " that it is known why.",
        "That known customers and guests would behave alike: they differ in more than the id.",
        "That the factor in which revenue changed is the reason for the change: fewer customers and"
            + " smaller orders may have one reason, or opposite ones.",
        "That a customer will be worth the lifetime value: it is a projection of how such customers"
            + " bought so far, as if nothing changed.",
        "That products bought together would be bought together more often if they were shown"
            + " together: having been bought together is not a response to having been shown.",
        "That a young cohort is better or worse than an old one, from months that were not over or"
            + " windows that have not matured.");
  }

  private Limits() {}
}

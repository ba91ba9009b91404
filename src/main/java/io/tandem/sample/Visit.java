package io.tandem.sample;

import io.tandem.table.Events;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * What one visitor does in one session, step by step; when the steps were taken follows from when
 * the visit began or ended.
 */
final class Visit {
  private static final int SHORTEST_STEP = 3;
  private static final int LONGEST_STEP = 60;

  private record Step(String type, String productId, String query) {}

  private final String visitorId;
  private final Login login;
  private final Draws draws;
  private final List<Step> steps = new ArrayList<>();
  private LocalDateTime begin = LocalDateTime.MIN;

  Visit(String visitorId, Login login, Draws draws) {
    this.visitorId = visitorId;
    this.login = login;
    this.draws = draws;
  }

  void search(String query) {
    steps.add(new Step(Events.SEARCH, "", query));
  }

  void view(String productId) {
    steps.add(new Step(Events.VIEW, productId, ""));
  }

  void addToCart(String productId) {
    steps.add(new Step(Events.ADD_TO_CART, productId, ""));
  }

  void wish(String productId) {
    steps.add(new Step(Events.WISHLIST, productId, ""));
  }

  String visitorId() {
    return visitorId;
  }

  LocalDateTime begin() {
    return begin;
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  Visit beginningAt(LocalDateTime when) {
    begin = when;
    return this;
  }

  /** Ends before this time, such as that of the order that the visit led to. */
  Visit endingBefore(LocalDateTime when) {
    return beginningAt(when.minusSeconds((long) steps.size() * LONGEST_STEP));
  }

  /** The events of the visit, the visitor's nth. */
  List<Event> events(int nth) {
    List<Event> events = new ArrayList<>();
    LocalDateTime at = begin;
    for (Step step : steps) {
      events.add(
          new Event(
              visitorId,
              visitorId + "-" + nth,
              login.customerIdAt(events.size(), at),
              step.productId,
              step.type,
              step.query,
              at));
      at = at.plusSeconds(draws.between(SHORTEST_STEP, LONGEST_STEP));
    }
    return events;
  }
}

package io.tandem.job;

import io.tandem.refusal.Refusal;
import io.tandem.source.SourcesSettings;

/** One of the jobs of a night: transforms the night's inputs and stages its tables. */
public interface Job {
  /** The same everywhere: file in {@code jobs/}, class, command. */
  String name();

  /** Refuses settings without an input that this job cannot do without, before anything is read. */
  default void require(SourcesSettings sources) {
    if (!sources.orderLines().isPresent()) {
      throw Refusal.badConfiguration(
          "Missing setting: sources.order-lines.format. %s reads order lines; see jobs/shop.conf."
              .formatted(name()));
    }
  }

  /** Stages all tables of this job. */
  void run(Night night);
}

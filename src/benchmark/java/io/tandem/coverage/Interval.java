package io.tandem.coverage;

import io.tandem.experiment.analysis.Contrast;
import io.tandem.experiment.analysis.Cuped;
import io.tandem.experiment.analysis.Effect;
import io.tandem.experiment.analysis.Metric;
import io.tandem.experiment.analysis.Moments;
import java.util.Map;

/** What is said of an effect: about so much, give or take. */
record Interval(double estimate, double halfWidth) {
  /** Whether it says the truth; nothing does that says nothing. */
  boolean covers(double truth) {
    return Math.abs(estimate - truth) <= halfWidth;
  }

  /** A way from customers to an interval. */
  interface Method {
    Interval of(Contrast contrast, Metric metric, Map<String, Moments> cells);
  }

  static Interval plain(Contrast contrast, Metric metric, Map<String, Moments> cells) {
    Effect effect = Effect.of(contrast, metric, cells);
    return new Interval(effect.estimate(), effect.halfWidth());
  }

  static Interval relative(Contrast contrast, Metric metric, Map<String, Moments> cells) {
    Effect effect = Effect.of(contrast, metric, cells);
    return new Interval(effect.relative(), effect.relativeHalfWidth());
  }

  static Interval adjusted(Contrast contrast, Metric metric, Map<String, Moments> cells) {
    Cuped cuped = Cuped.of(contrast, metric, cells).orElseThrow();
    return new Interval(cuped.estimate(), cuped.halfWidth());
  }
}

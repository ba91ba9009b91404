package io.tandem.report;

import java.util.Optional;

/** A number and how sure it is; without an interval where too few customers stand behind it. */
record Estimate(double value, Optional<Interval> interval) {}

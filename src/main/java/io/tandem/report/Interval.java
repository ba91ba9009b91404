package io.tandem.report;

/** A 95 % interval. */
record Interval(double lower, double upper) {}

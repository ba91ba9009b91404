package io.tandem.query;

import java.util.List;
import java.util.Map;

/** One cell of an answer, of the few kinds that are written differently. */
sealed interface Value {
  /** Null. */
  record Missing() implements Value {}

  /** What somebody wrote: only this can hold a formula. */
  record Text(String text) implements Value {}

  /** A number, exact as it came. */
  record Numeric(Number number) implements Value {}

  /** True or false. */
  record Truth(boolean truth) implements Value {}

  /** A date or a time. */
  record Moment(String text) implements Value {}

  /** An array or list. */
  record Items(List<Value> items) implements Value {}

  /** A struct or map, in its own order. */
  record Fields(Map<String, Value> fields) implements Value {}
}

/**
 * The report: what was published, as one HTML page that a shop can read without any tool. Reads the
 * metrics, claims and experiments, rules, recommendations and back-tests of a run and the facts of
 * its inputs; gives the page as text, which the caller writes. The page describes: cross-selling
 * beside personalization, each by its own yardstick. What a lever did it says only in the words of
 * {@code claims}, whose design decides how it may be said: a randomized experiment may speak of
 * causes, an association and a description may not; without an experiment the page says that
 * nothing can be told.
 *
 * <p>Terms: a <em>lever</em> is one of the two; a <em>tile</em> is one number with its definition;
 * a <em>topic</em> is a section below the two columns, an <em>exhibit</em> what it shows besides
 * words: a chart or a <em>grid</em>, an HTML table, so that {@code Table} stays the word for what
 * is published.
 */
package io.tandem.report;

/**
 * What the report's templates show: plain records of finished text, in the order of the page. The
 * templates in {@code src/main/jte} are compiled by the build and escape every text for where it
 * stands. Reads nothing, writes nothing.
 */
package io.tandem.report.page;

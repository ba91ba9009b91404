package io.tandem.report.page;

/**
 * What the page carries in order to need no network; each is safe to stand in its element.
 *
 * @param styles the style sheet
 * @param charts the chart library
 * @param script what draws the charts from the data in the page
 */
public record Assets(String styles, String charts, String script) {}

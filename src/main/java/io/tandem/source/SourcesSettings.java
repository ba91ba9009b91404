package io.tandem.source;

/** The inputs of a night, one by one. */
public record SourcesSettings(
    SourceSettings orderLines,
    SourceSettings products,
    SourceSettings customers,
    SourceSettings assortment,
    SourceSettings events,
    SourceSettings exposures,
    SourceSettings experimentOutcomes) {}

package io.tandem.report.page;

/** What a section shows besides words. */
public sealed interface Exhibit permits Chart, Grid, Matrix, Statements, Warning {}

package io.tandem.recommendation.als;

/** A list of items with their scores, best first. */
public record ScoredItems(int[] items, float[] scores) {}

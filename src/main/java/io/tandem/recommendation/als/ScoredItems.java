package io.tandem.recommendation.als;

/** A list of items with their scores, best first. */
@SuppressWarnings("ArrayRecordComponent") // A kernel's plain result: nobody compares two of them.
public record ScoredItems(int[] items, float[] scores) {}

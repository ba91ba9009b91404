package io.tandem.table;

import java.util.List;

/**
 * What makes a table one of lists: each owner has items at ranks from 1. From night to night such
 * lists are compared: who has one, what stands on them, how scores are distributed.
 *
 * @param owner the columns that tell whose list it is
 * @param item the column of what is listed
 * @param score the column that ranks
 */
public record RankedList(List<String> owner, String item, String score) {}

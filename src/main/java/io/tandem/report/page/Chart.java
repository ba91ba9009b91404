package io.tandem.report.page;

import java.util.Optional;

/**
 * A picture with the numbers it shows.
 *
 * @param id the anchor
 * @param title what it shows
 * @param note how to read it
 * @param label the picture in words, for those who do not see it
 * @param data what the script draws, as JSON that is safe inside a script element; absent where
 *     there is nothing to draw, and then the note says why
 * @param grid the same numbers as a table
 */
public record Chart(
    String id, String title, String note, String label, Optional<String> data, Grid grid)
    implements Exhibit {}

package io.tandem.sample;

import java.time.LocalDate;

/**
 * A taste that gave way to another.
 *
 * @param before what drew the customer to products until then
 * @param on the first day of the new taste
 */
record TasteChange(Taste before, LocalDate on) {}

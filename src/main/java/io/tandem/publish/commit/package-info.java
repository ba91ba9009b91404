/**
 * How a warehouse goes from one state to the next and never stops between the two: one process
 * holds the lease; it writes down what it is going to move, which is the commit point; it moves;
 * whoever holds the lease next finishes what is left. Reads and writes the warehouse; knows nothing
 * of tables but their names.
 */
package io.tandem.publish.commit;

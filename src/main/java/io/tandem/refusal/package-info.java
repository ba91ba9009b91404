/**
 * The one way a run is stopped on purpose: a single line that says what is wrong, where, and what
 * to do, and who must act on it. Reads nothing, writes nothing; every package but the kernels may
 * throw it.
 */
package io.tandem.refusal;

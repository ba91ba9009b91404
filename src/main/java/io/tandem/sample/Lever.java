package io.tandem.sample;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the experiment switches on for some customers and off for others: recommendations in the
 * cart, and personal ones.
 */
enum Lever {
  CROSS_SELLING("cross-selling"),
  PERSONALIZATION("personalization");

  private static final int BUCKETS = 10_000;
  private static final int ON_BELOW = 5_000;
  private static final int DIGITS = 8;

  private final String factor;

  Lever(String factor) {
    this.factor = factor;
  }

  /** Whether it is on for a customer: each lever's hash is a coin of its own. */
  boolean isOnFor(String customerId) {
    return bucket(customerId) < ON_BELOW;
  }

  /**
   * SHA-256 of {@code salt/factor/customer_id} in UTF-8; of its hexadecimal digits the first eight
   * as a number, modulo 10,000.
   */
  int bucket(String customerId) {
    String text = String.join("/", Experiment.SALT, factor, customerId);
    String digits = HexFormat.of().formatHex(sha256(text)).substring(0, DIGITS);
    return new BigInteger(digits, 16).mod(BigInteger.valueOf(BUCKETS)).intValue();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}

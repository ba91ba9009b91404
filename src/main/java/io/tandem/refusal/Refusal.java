package io.tandem.refusal;

/**
 * A run stopped on purpose: the message is one line for the operator, the kind says whose turn it
 * is. Anything else that is thrown is a bug.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What stopped the run; the command line gives each an exit code. */
  public enum Kind {
    /** What was asked makes no sense as it was asked. */
    WRONG_USAGE,
    /** The input holds nothing usable, or what was computed did not pass its audit. */
    DATA_REFUSED,
    /** A file or table that the settings name does not exist. */
    INPUT_MISSING,
    /** The warehouse, or the file that was asked for, cannot take the result. */
    CANNOT_PUBLISH,
    /** Somebody else is at work, or a resource is away for the moment: try again. */
    TEMPORARY,
    /** A setting or a mapping is wrong. */
    BAD_CONFIGURATION
  }

  private final Kind kind;

  private Refusal(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public static Refusal wrongUsage(String message) {
    return new Refusal(Kind.WRONG_USAGE, message, null);
  }

  public static Refusal dataRefused(String message) {
    return new Refusal(Kind.DATA_REFUSED, message, null);
  }

  public static Refusal dataRefused(String message, Throwable cause) {
    return new Refusal(Kind.DATA_REFUSED, message, cause);
  }

  public static Refusal inputMissing(String message) {
    return new Refusal(Kind.INPUT_MISSING, message, null);
  }

  public static Refusal cannotPublish(String message) {
    return new Refusal(Kind.CANNOT_PUBLISH, message, null);
  }

  public static Refusal cannotPublish(String message, Throwable cause) {
    return new Refusal(Kind.CANNOT_PUBLISH, message, cause);
  }

  public static Refusal temporary(String message) {
    return new Refusal(Kind.TEMPORARY, message, null);
  }

  public static Refusal badConfiguration(String message) {
    return new Refusal(Kind.BAD_CONFIGURATION, message, null);
  }

  public static Refusal badConfiguration(String message, Throwable cause) {
    return new Refusal(Kind.BAD_CONFIGURATION, message, cause);
  }

  /**
   * Refuses a setting that is out of range, in the user's words: {@code Invalid min-support: 3.0
   * (must be in (0, 1])}.
   *
   * @param holds whether the value is in range
   */
  public static void unless(boolean holds, String setting, Object value, String range) {
    if (!holds) {
      throw badConfiguration("Invalid %s: %s (must be %s)".formatted(setting, value, range));
    }
  }

  /** What stopped the run. */
  public Kind kind() {
    return kind;
  }
}

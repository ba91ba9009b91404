package io.tandem.query;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Why a file cannot be read or written, in words: some of Java's errors say only which file. */
final class Trouble {
  private Trouble() {}

  static String with(IOException error) {
    if (error instanceof AccessDeniedException) {
      return "permission denied";
    } else if (error instanceof FileSystemException trouble && trouble.getReason() != null) {
      return trouble.getReason();
    }
    return String.valueOf(error.getMessage());
  }
}

package io.tandem;

/** Where the job jar starts. */
public final class Main {
  public static void main(String[] args) {}

  private Main() {}
}

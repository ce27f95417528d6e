package io.watershed.serving.query;

/** How much is read at most; what is cut by one of these says so in its answer. */
final class Caps {

  /** Meters, and stations, that are known at a time. */
  static final int DEVICES = 20_000;

  private Caps() {}
}

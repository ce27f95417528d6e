package io.watershed.core.contract;

import java.util.Arrays;
import java.util.Optional;

/** What a run of the batch layer recomputed; the words of the column {@code mode}. */
public enum RunMode {
  /** The days of what came since the last run. */
  INCREMENTAL("incremental"),
  /** All days. */
  EVERYTHING("everything"),
  /** The days that somebody asked for. */
  RANGE("range"),
  /** Nothing, as nothing had come. */
  NOTHING_NEW("nothing-new");

  private final String wireName;

  RunMode(String wireName) {
    this.wireName = wireName;
  }

  /** The mode's name in tables, documents and answers. */
  public String wireName() {
    return wireName;
  }

  /** The mode of a name. */
  public static Optional<RunMode> ofWireName(String name) {
    return Arrays.stream(values()).filter(mode -> mode.wireName.equals(name)).findFirst();
  }
}

package io.watershed.serving.query;

import java.time.Duration;
import java.time.Instant;

/** How long ago a station was heard, against the newest observation of all stations. */
public enum Freshness {
  /** Heard within the last two hours, as one that speaks hourly should be. */
  FRESH,
  /** Heard within the last day. */
  LATE,
  /** Not heard for a day, or never. */
  SILENT;

  private static final Duration FRESH_FOR = Duration.ofHours(2);
  private static final Duration LATE_FOR = Duration.ofHours(24);

  /** The freshness of what was observed at an instant; null for never. */
  static Freshness of(Instant observed, Instant now) {
    if (observed == null || observed.plus(LATE_FOR).isBefore(now)) {
      return SILENT;
    }
    return observed.plus(FRESH_FOR).isBefore(now) ? LATE : FRESH;
  }
}

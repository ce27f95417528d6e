package io.watershed.core.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The hours ahead at which forecasts are told of, kept and held against what came. */
public enum LeadTime {
  /** In time to act on. */
  SHORT(6),
  /** The end of the horizon. */
  LONG(24);

  private final int hours;

  LeadTime(int hours) {
    this.hours = hours;
  }

  /** Hours from the origin of a forecast. */
  public int hours() {
    return hours;
  }

  /** The lead time of so many hours; empty for hours that none has. */
  public static Optional<LeadTime> ofHours(int hours) {
    return Arrays.stream(values()).filter(lead -> lead.hours == hours).findFirst();
  }

  /** The hours of all, the least first. */
  public static List<Integer> allHours() {
    return Arrays.stream(values()).map(LeadTime::hours).toList();
  }
}

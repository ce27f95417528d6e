package io.watershed.core.station;

import java.time.Duration;

/**
 * How much the water rose, metres; negative where it fell, NaN where there was no level then.
 *
 * @param oneHour within the hour before the newest level
 * @param sixHours within the six hours before it
 * @param day within the 24 hours before it
 */
public record LevelChanges(double oneHour, double sixHours, double day) {

  /** For a station without levels. */
  public static final LevelChanges NONE = new LevelChanges(Double.NaN, Double.NaN, Double.NaN);

  /** How far from the hour asked for a level may lie: gauges send every 15 minutes or hourly. */
  static final Duration TOLERANCE = Duration.ofMinutes(30);

  private static final long TOLERANCE_MILLIS = TOLERANCE.toMillis();

  /**
   * The changes up to the newest of a gauge's believed levels. The level of then is the one nearest
   * to that time, half an hour before or after it at most; of two as near it is the older.
   *
   * @param times milliseconds since the epoch, ascending
   * @param levels metres, as many as times
   * @param believed whether each counts
   */
  public static LevelChanges of(long[] times, double[] levels, boolean[] believed) {
    int newest = levels.length - 1;
    while (newest >= 0 && !believed[newest]) {
      newest--;
    }
    if (newest < 0) {
      return NONE;
    }
    return new LevelChanges(
        change(times, levels, believed, newest, 1),
        change(times, levels, believed, newest, 6),
        change(times, levels, believed, newest, 24));
  }

  private static double change(
      long[] times, double[] levels, boolean[] believed, int newest, int hours) {
    long then = times[newest] - Duration.ofHours(hours).toMillis();
    int nearest = -1;
    for (int index = 0; index < newest && times[index] <= then + TOLERANCE_MILLIS; index++) {
      long distance = Math.abs(times[index] - then);
      if (believed[index]
          && distance <= TOLERANCE_MILLIS
          && (nearest < 0 || distance < Math.abs(times[nearest] - then))) {
        nearest = index;
      }
    }
    return nearest < 0 ? Double.NaN : levels[newest] - levels[nearest];
  }
}

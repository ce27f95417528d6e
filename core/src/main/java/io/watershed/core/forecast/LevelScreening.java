package io.watershed.core.forecast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the hourly series of one gauge out of its observations, leaving out what is not a level.
 *
 * <p>It goes forward in time only: whether an observation counts at an hour depends on nothing
 * after that hour. So a series made of a whole month is, up to any hour, the series that was known
 * then.
 *
 * <ul>
 *   <li><b>Range.</b> A level that is not a number or more than {@value #HIGHEST_METRES} m from 0
 *       is no level. Negative levels are: datums are local. Absolute altitudes are, too.
 *   <li><b>Spike.</b> A level further from the last good one than {@value #JUMP_METRES} m and
 *       {@value #RISE_METRES_PER_HOUR} m per hour between them allow is held back. Once {@value
 *       #CONFIRMATIONS} in a row agree with one another they count; if the level returns first,
 *       they were spikes. Drops of a sensor to 0 are among them.
 *   <li><b>Datum shift.</b> A held level that was confirmed and lies {@value #SHIFT_METRES} m or
 *       more from the last good one within {@link #SHIFT_WITHIN}: no river does that. Levels count
 *       on both sides, but no change is taken across.
 *   <li><b>Gap.</b> After {@link #START_ANEW} without a good level the next one is believed. An
 *       hour without an observation has no level.
 * </ul>
 *
 * <p>The highest rise believed follows the fastest of the floods of January 2020 in the Aude, 1.7 m
 * in an hour, nearly doubled. Not safe for several threads.
 */
public final class LevelScreening {

  /** Why an observation is not in the series, or what was noticed of it. */
  public enum Finding {
    /** Not a number, or beyond anything on Earth. */
    RANGE,
    /** Came, and went back. */
    SPIKE,
    /** The same instant again. */
    DUPLICATE,
    /** The datum moved. */
    DATUM_SHIFT
  }

  static final double HIGHEST_METRES = 9_000;
  static final double JUMP_METRES = 0.3;
  static final double RISE_METRES_PER_HOUR = 3.0;
  static final int CONFIRMATIONS = 3;
  static final double SHIFT_METRES = 3.0;
  static final Duration SHIFT_WITHIN = Duration.ofHours(1);
  static final Duration START_ANEW = Duration.ofHours(6);

  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private final String stationId;
  private final Map<Finding, Integer> findings = new EnumMap<>(Finding.class);
  private final List<Double> hourly = new ArrayList<>();
  private final List<Long> shifts = new ArrayList<>();
  private long firstHour;

  private boolean started;
  private long latestMillis;
  private long goodMillis;
  private double good;
  private long heldMillis;
  private double held;
  private int heldCount;

  /** An empty series of a gauge. */
  public LevelScreening(String stationId) {
    this.stationId = stationId;
  }

  /**
   * Takes the next observation; they come in order of time.
   *
   * @param millis when, milliseconds since the epoch
   * @param metres the level
   */
  public void add(long millis, double metres) {
    if (Double.isNaN(metres) || Math.abs(metres) > HIGHEST_METRES) {
      count(Finding.RANGE, 1);
      return;
    }
    if (started && millis <= latestMillis) {
      if (millis < latestMillis) {
        throw new IllegalArgumentException(
            "the observations of station " + stationId + " are not in order of time");
      }
      count(Finding.DUPLICATE, 1);
      return;
    }
    latestMillis = millis;
    if (!started || millis - goodMillis > START_ANEW.toMillis()) {
      count(Finding.SPIKE, heldCount);
      accept(millis, metres);
    } else if (near(goodMillis, good, millis, metres)) {
      count(Finding.SPIKE, heldCount);
      accept(millis, metres);
    } else {
      hold(millis, metres);
    }
    started = true;
  }

  /** The series so far, of levels and shifts alone. */
  public GaugeSeries series() {
    return GaugeSeries.of(
            stationId, firstHour, hourly.stream().mapToDouble(Double::doubleValue).toArray())
        .withShifts(shifts.stream().mapToLong(Long::longValue).toArray());
  }

  /** How often each thing was found; what was not found is not in it. */
  public Map<Finding, Integer> findings() {
    return findings;
  }

  /**
   * Screens a series that is hourly already, such as an hourly summary.
   *
   * @param levels metres, {@code NaN} where there is none
   */
  public static GaugeSeries screenHourly(String stationId, long firstHour, double[] levels) {
    LevelScreening screening = new LevelScreening(stationId);
    for (int i = 0; i < levels.length; i++) {
      if (!Double.isNaN(levels[i])) {
        screening.add((firstHour + i) * HOUR_MILLIS, levels[i]);
      }
    }
    GaugeSeries screened = screening.series();
    double[] aligned = new double[levels.length];
    Arrays.setAll(aligned, i -> screened.levelAt(firstHour + i));
    return GaugeSeries.of(stationId, firstHour, aligned)
        .withShifts(screening.shifts.stream().mapToLong(Long::longValue).toArray());
  }

  private void hold(long millis, double metres) {
    if (heldCount > 0 && !near(heldMillis, held, millis, metres)) {
      count(Finding.SPIKE, heldCount);
      heldCount = 0;
    }
    heldMillis = millis;
    held = metres;
    heldCount++;
    if (heldCount == CONFIRMATIONS) {
      if (Math.abs(metres - good) >= SHIFT_METRES
          && millis - goodMillis <= SHIFT_WITHIN.toMillis()) {
        count(Finding.DATUM_SHIFT, 1);
        shifts.add(hourOf(millis));
      }
      accept(millis, metres);
    }
  }

  private void accept(long millis, double metres) {
    goodMillis = millis;
    good = metres;
    heldCount = 0;
    long hour = hourOf(millis);
    if (hourly.isEmpty()) {
      firstHour = hour;
    }
    while (firstHour + hourly.size() <= hour) {
      hourly.add(Double.NaN);
    }
    hourly.set((int) (hour - firstHour), metres);
  }

  private static boolean near(long fromMillis, double from, long millis, double metres) {
    double hours = (double) (millis - fromMillis) / HOUR_MILLIS;
    double allowed = JUMP_METRES + RISE_METRES_PER_HOUR * Math.min(hours, 1);
    return Math.abs(metres - from) <= allowed;
  }

  /** The full hour at which an instant's observation is first known. */
  private static long hourOf(long millis) {
    return -Math.floorDiv(-millis, HOUR_MILLIS);
  }

  private void count(Finding finding, int times) {
    if (times > 0) {
      findings.merge(finding, times, Integer::sum);
    }
  }
}

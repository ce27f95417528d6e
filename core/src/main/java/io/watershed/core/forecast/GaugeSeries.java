package io.watershed.core.forecast;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One gauge's hourly levels without a gap in the hours: an hour without a level holds {@code NaN}.
 *
 * <p>The level of an hour is the one last known at its full hour, so that it holds nothing of the
 * time after. Hours are counted from the epoch: {@code epochSecond / 3600}. The arrays are the
 * series' own; nobody changes them.
 */
public final class GaugeSeries implements Serializable {

  private static final long serialVersionUID = 1;
  private static final long[] NO_SHIFTS = {};

  private final String stationId;
  private final long firstHour;
  private final double[] levels;
  private final double[] rain;
  private final long[] shifts;
  private final double latitude;
  private final double longitude;
  private final String downstream;
  private final double highWater;

  private GaugeSeries(
      String stationId,
      long firstHour,
      double[] levels,
      double[] rain,
      long[] shifts,
      double latitude,
      double longitude,
      String downstream,
      double highWater) {
    this.stationId = stationId;
    this.firstHour = firstHour;
    this.levels = levels;
    this.rain = rain;
    this.shifts = shifts;
    this.latitude = latitude;
    this.longitude = longitude;
    this.downstream = downstream;
    this.highWater = highWater;
  }

  /**
   * A series of levels alone.
   *
   * @param stationId the gauge
   * @param firstHour the hour of the first level, in hours since the epoch
   * @param levels metres above any datum of the gauge's own, {@code NaN} where there is none
   */
  public static GaugeSeries of(String stationId, long firstHour, double[] levels) {
    return new GaugeSeries(
        stationId, firstHour, levels, null, NO_SHIFTS, Double.NaN, Double.NaN, null, Double.NaN);
  }

  /** With the gauge's place, degrees; both {@code NaN} where it is not known. */
  public GaugeSeries withPosition(double degreesNorth, double degreesEast) {
    return new GaugeSeries(
        stationId,
        firstHour,
        levels,
        rain,
        shifts,
        degreesNorth,
        degreesEast,
        downstream,
        highWater);
  }

  /** With the id of the next gauge downstream; null where it is not known. */
  public GaugeSeries withDownstream(String nextId) {
    return new GaugeSeries(
        stationId, firstHour, levels, rain, shifts, latitude, longitude, nextId, highWater);
  }

  /**
   * With the rain near the gauge.
   *
   * @param millimetres the rain in the hour that ends at each level's hour, {@code NaN} where not
   *     known; as many as there are levels
   */
  public GaugeSeries withRain(double[] millimetres) {
    if (millimetres.length != levels.length) {
      throw new IllegalArgumentException(
          "station "
              + stationId
              + " has "
              + levels.length
              + " hours of levels and "
              + millimetres.length
              + " of rain");
    }
    return new GaugeSeries(
        stationId,
        firstHour,
        levels,
        millimetres,
        shifts,
        latitude,
        longitude,
        downstream,
        highWater);
  }

  /** With the hours at which the datum moved, ascending: no change is taken across one. */
  public GaugeSeries withShifts(long[] hours) {
    return new GaugeSeries(
        stationId, firstHour, levels, rain, hours, latitude, longitude, downstream, highWater);
  }

  /** With the level, in metres, whose crossing is a flood; {@code NaN} where there is none. */
  public GaugeSeries withHighWater(double metres) {
    return new GaugeSeries(
        stationId, firstHour, levels, rain, shifts, latitude, longitude, downstream, metres);
  }

  /** The same without the hours from one on. */
  public GaugeSeries until(long endHour) {
    int length = (int) Math.max(0, Math.min(levels.length, endHour - firstHour));
    return new GaugeSeries(
        stationId,
        firstHour,
        Arrays.copyOf(levels, length),
        rain == null ? null : Arrays.copyOf(rain, length),
        Arrays.stream(shifts).filter(hour -> hour < endHour).toArray(),
        latitude,
        longitude,
        downstream,
        highWater);
  }

  /** The gauge's id. */
  public String stationId() {
    return stationId;
  }

  /** The hour of the first level, in hours since the epoch. */
  public long firstHour() {
    return firstHour;
  }

  /** The hour after the last level. */
  public long endHour() {
    return firstHour + levels.length;
  }

  /** The gauge's latitude in degrees, {@code NaN} where not known. */
  public double latitude() {
    return latitude;
  }

  /** The gauge's longitude in degrees, {@code NaN} where not known. */
  public double longitude() {
    return longitude;
  }

  /** The next gauge downstream, where known. */
  public Optional<String> downstream() {
    return Optional.ofNullable(downstream);
  }

  /** The level whose crossing is a flood, metres; {@code NaN} where there is none. */
  public double highWater() {
    return highWater;
  }

  /** The level at an hour, metres; {@code NaN} where there is none or outside of the series. */
  public double levelAt(long hour) {
    long index = hour - firstHour;
    return index < 0 || index >= levels.length ? Double.NaN : levels[(int) index];
  }

  /** How many hours have a level. */
  public int known() {
    int known = 0;
    for (double level : levels) {
      known += Double.isNaN(level) ? 0 : 1;
    }
    return known;
  }

  /** Whether anything is known of the rain. */
  boolean hasRain() {
    return rain != null;
  }

  /** The rain of an hour, millimetres; {@code NaN} where not known. */
  double rainAt(long hour) {
    long index = hour - firstHour;
    return rain == null || index < 0 || index >= rain.length ? Double.NaN : rain[(int) index];
  }

  /** The hour of the last datum shift at or before an hour; the least value where there is none. */
  long lastShift(long hour) {
    int found = Arrays.binarySearch(shifts, hour);
    int index = found >= 0 ? found : -found - 2;
    return index < 0 ? Long.MIN_VALUE : shifts[index];
  }

  /**
   * The level that a share of the hours does not exceed, over several series of one gauge; {@code
   * NaN} if no level is known.
   *
   * @param pasts series above the same datum
   * @param share from 0 to 1
   */
  public static double quantile(List<GaugeSeries> pasts, double share) {
    double[] sorted =
        pasts.stream()
            .flatMapToDouble(series -> Arrays.stream(series.levels))
            .filter(level -> !Double.isNaN(level))
            .sorted()
            .toArray();
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))];
  }
}

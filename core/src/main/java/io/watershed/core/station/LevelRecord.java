package io.watershed.core.station;

import io.watershed.core.binary.BinaryReader;
import io.watershed.core.binary.BinaryWriter;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * One believed level for each hour of the last 30 days in which a gauge sent one, from which the
 * level that its water seldom passes is told. It changes once a day, so that a limit does not run
 * away from the water. Not safe for several threads.
 */
final class LevelRecord {

  private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);
  static final int DAYS_KEPT = 30;

  private static final int HOURS_KEPT = DAYS_KEPT * 24;
  private static final int HOURS_OF_DAY = 24;

  private long[] hours;
  private double[] levels;
  private int size;
  private long toldDay = Long.MIN_VALUE;
  private double told = Double.NaN;

  private LevelRecord(int capacity) {
    hours = new long[capacity];
    levels = new double[capacity];
  }

  static LevelRecord empty() {
    return new LevelRecord(16);
  }

  /** Takes a believed level; only the first one of an hour newer than all before is kept. */
  void take(long timestampMillis, double metres) {
    long hour = Math.floorDiv(timestampMillis, HOUR_MILLIS);
    if (size > 0 && hour <= hours[size - 1]) {
      return;
    }
    int old = 0;
    while (old < size && hours[old] <= hour - HOURS_KEPT) {
      old++;
    }
    if (old > 0) {
      size -= old;
      System.arraycopy(hours, old, hours, 0, size);
      System.arraycopy(levels, old, levels, 0, size);
    }
    if (size == hours.length) {
      hours = Arrays.copyOf(hours, size * 2);
      levels = Arrays.copyOf(levels, size * 2);
    }
    hours[size] = hour;
    levels[size++] = metres;
  }

  /**
   * The level that a share of the levels does not exceed, as it was when the UTC day of an instant
   * was first asked for; empty while the gauge has been watched for too short.
   *
   * @param share 0 to 1
   * @param leastHistoryMillis from the first level to the last
   */
  OptionalDouble percentile(long timestampMillis, double share, long leastHistoryMillis) {
    long day = Math.floorDiv(timestampMillis, HOUR_MILLIS * HOURS_OF_DAY);
    if (day > toldDay) {
      toldDay = day;
      told = compute(share, leastHistoryMillis);
    }
    return Double.isNaN(told) ? OptionalDouble.empty() : OptionalDouble.of(told);
  }

  private double compute(double share, long leastHistoryMillis) {
    if (size < 2 || (hours[size - 1] - hours[0]) * HOUR_MILLIS < leastHistoryMillis) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(levels, size);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(size - 1L, (long) Math.ceil(share * size) - 1)];
  }

  void write(BinaryWriter out) {
    out.writeLong(toldDay);
    out.writeDouble(told);
    out.writeVarLong(size);
    long previous = 0;
    for (int index = 0; index < size; index++) {
      out.writeVarLong(hours[index] - previous);
      out.writeDouble(levels[index]);
      previous = hours[index];
    }
  }

  static LevelRecord read(BinaryReader in) {
    long day = in.readLong();
    double told = in.readDouble();
    int size = in.readVarInt();
    LevelRecord levels = new LevelRecord(Math.max(16, size + 8));
    levels.toldDay = day;
    levels.told = told;
    levels.size = size;
    long previous = 0;
    for (int index = 0; index < size; index++) {
      previous += in.readVarLong();
      levels.hours[index] = previous;
      levels.levels[index] = in.readDouble();
    }
    return levels;
  }
}

package io.watershed.simulator.station.ledger;

import java.util.function.Consumer;

/**
 * Finds the floods of one gauge in its true levels. Water that falls below the mark and is back
 * within some hours is one flood, so that ripples at the mark make no dozens.
 */
final class FloodWatch {

  private static final long PAUSE_MILLIS = 6 * 3_600_000;

  private final int station;
  private final double highWater;
  private final Consumer<Flood> floods;

  private boolean watching;
  private boolean high;
  private boolean atStart;
  private long start;
  private long peakAt;
  private double peak;
  private long below;

  /** A watch over a gauge. */
  FloodWatch(int station, double highWater, Consumer<Flood> floods) {
    this.station = station;
    this.highWater = highWater;
    this.floods = floods;
  }

  /** Takes the next level, metres above the datum. */
  void add(long millis, double metres) {
    if (metres > highWater) {
      if (!high) {
        high = true;
        atStart = !watching;
        start = millis;
        peak = Double.NEGATIVE_INFINITY;
      }
      below = Long.MAX_VALUE;
      if (metres > peak) {
        peak = metres;
        peakAt = millis;
      }
    } else if (high) {
      below = Math.min(below, millis);
      if (millis - below >= PAUSE_MILLIS) {
        finish();
      }
    }
    watching = true;
  }

  /** Hands over the flood that is under way, if there is one. */
  void finish() {
    if (high) {
      floods.accept(new Flood(station, start, atStart, peakAt, peak, below));
      high = false;
    }
  }
}

package io.watershed.simulator.station;

import io.watershed.core.reading.DeadLetterReason;
import io.watershed.simulator.station.fault.StationFaultLog;

/** Watches a run of the stations, to keep books of it. */
public interface StationObserver extends StationFaultLog {

  /** Keeps nothing. */
  StationObserver NONE = new StationObserver() {};

  /** The true level at a gauge at an instant at which it measures, metres above its datum. */
  default void level(int station, long millis, double metres) {}

  /** A readable message was sent. */
  default void sent(Sample sample, long sentMillis) {}

  /** A message was sent that cannot become an observation. */
  default void sentCorrupt(int station, DeadLetterReason reason, long sentMillis) {}

  @Override
  default void label(
      String label, String stationId, String element, long from, long to, String detail) {}
}

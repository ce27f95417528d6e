package io.watershed.simulator.station.fault;

/** The faults that are injected into stations; each has an episode in the ledger. */
public enum StationFaultType {
  /** One value far off. */
  SPIKE,
  /** One value repeated for hours or days. */
  STUCK_SENSOR,
  /** Values that depart slowly from the truth for days, until the sensor is cleaned. */
  DRIFT,
  /** Nothing measured for hours or days. */
  GAP,
  /** Timestamps an hour early or late, as when summer time is forgotten. */
  CLOCK_ERROR,
  /** A gauge whose zero lies above its water. */
  NEGATIVE_DATUM,
  /** A gauge that tells metres above the sea. */
  ABSOLUTE_ALTITUDE
}

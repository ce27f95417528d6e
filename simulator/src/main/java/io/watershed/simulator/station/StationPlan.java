package io.watershed.simulator.station;

import io.watershed.simulator.random.Randomness;

/**
 * What decides a run of the stations, byte by byte.
 *
 * @param fleet the stations, and the seed
 * @param startMillis when it begins, a whole quarter hour since the epoch
 * @param faultRate multiplies how often faults, duplicates, late and corrupt messages occur; 0 for
 *     a perfect fleet
 */
public record StationPlan(StationFleet fleet, long startMillis, double faultRate) {

  /** Length of a slot, milliseconds: stations measure at whole quarter hours. */
  public static final long SLOT_MILLIS = 900_000;

  /** A plan. */
  public StationPlan {
    if (Math.floorMod(startMillis, SLOT_MILLIS) != 0) {
      throw new IllegalArgumentException(
          "a run starts at a whole quarter hour, not " + startMillis);
    }
  }

  /** A number that tells plans with different stations or faults apart. */
  public long fingerprint() {
    long mixed = Randomness.mixTwo(fleet.seed(), Double.doubleToLongBits(faultRate));
    for (SimulatedStation station : fleet.stations()) {
      // Not the record's hashCode: that of an enum differs from one process to the next.
      mixed = Randomness.mixTwo(mixed, station.toString().hashCode());
    }
    return mixed;
  }
}

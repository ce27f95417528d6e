package io.watershed.simulator;

import io.watershed.core.meter.Meter;
import io.watershed.simulator.engine.RunPlan;
import io.watershed.simulator.random.Randomness;
import io.watershed.simulator.station.StationPlan;

/**
 * What decides a run of both fleets; the stations may begin first, since whoever forecasts their
 * levels has to know how they were.
 *
 * @param meters the meters' part
 * @param stations the stations' part, of a fleet that may be empty
 */
record BothPlans(RunPlan meters, StationPlan stations) {

  BothPlans {
    if (meters.startMillis() < stations.startMillis()) {
      throw new IllegalArgumentException("the stations must not begin after the meters");
    }
  }

  long seed() {
    return meters.seed();
  }

  /** When the first fleet begins. */
  long startMillis() {
    return stations.startMillis();
  }

  /** A number that tells plans with different meters, stations or faults apart. */
  long fingerprint() {
    long mixed = Double.doubleToLongBits(meters.faultRate());
    for (Meter meter : meters.meters()) {
      // Not hashCode, which for an enum differs from one process to the next.
      mixed = Randomness.mixTwo(mixed, meter.toString().hashCode());
    }
    return Randomness.mixTwo(mixed, stations.fingerprint());
  }
}

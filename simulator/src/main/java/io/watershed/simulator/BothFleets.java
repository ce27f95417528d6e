package io.watershed.simulator;

import io.watershed.simulator.engine.Simulation;

/**
 * Meters and stations side by side, step by step in the order of time. Neither knows of the other,
 * so each sends what it would send alone.
 */
final class BothFleets {

  private final Simulation meters;
  private final Simulation stations;

  /** Both fleets, both at their beginning. */
  BothFleets(Simulation meters, Simulation stations) {
    this.meters = meters;
    this.stations = stations;
  }

  /** When the next step happens, milliseconds since the epoch. */
  long nextDueMillis() {
    return Math.min(meters.nextDueMillis(), stations.nextDueMillis());
  }

  /** How many steps have been taken. */
  long steps() {
    return meters.steps() + stations.steps();
  }

  /** How many messages have been sent. */
  long messages() {
    return meters.messages() + stations.messages();
  }

  /** Takes the next step, that of the meters where both are due. */
  void step(Outlets outlets) {
    if (meters.nextDueMillis() <= stations.nextDueMillis()) {
      meters.step(outlets.meters());
    } else {
      stations.step(outlets.stations());
    }
  }

  /** Ends the run at an instant: what was measured before it and is still waiting is sent. */
  void finish(long endMillis, Outlets outlets) {
    meters.finish(endMillis, outlets.meters());
    stations.finish(endMillis, outlets.stations());
  }
}

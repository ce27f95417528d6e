package io.watershed.simulator.engine;

import io.watershed.core.meter.Meter;
import java.util.ArrayList;
import java.util.List;

/**
 * What decides a simulated run, byte by byte.
 *
 * @param meters all meters, the unknown ones last
 * @param knownMeters how many of them a fleet list names
 * @param seed the seed
 * @param startMillis when it begins, a whole quarter hour since the epoch
 * @param faultRate multiplies how often faults, duplicates, late and corrupt messages occur; 0 for
 *     a perfect fleet
 */
public record RunPlan(
    List<Meter> meters, int knownMeters, long seed, long startMillis, double faultRate) {

  private static final int UNKNOWN_METERS = 3;
  private static final long FIRST_UNKNOWN_ID = 58_000_001;

  /** A plan; the meters are copied. */
  public RunPlan {
    meters = List.copyOf(meters);
    if (Math.floorMod(startMillis, 900_000L) != 0) {
      throw new IllegalArgumentException(
          "a run starts at a whole quarter hour, not " + startMillis);
    }
  }

  /** A run of a fleet and of a few meters that no list names. */
  public static RunPlan of(
      List<Meter> fleet, java.time.ZoneId zone, long seed, long startMillis, double faultRate) {
    List<Meter> meters = new ArrayList<>(fleet);
    if (faultRate > 0) {
      for (int index = 0; index < UNKNOWN_METERS; index++) {
        String id = Long.toString(FIRST_UNKNOWN_ID + index * 7919L);
        if (fleet.stream().noneMatch(meter -> meter.id().equals(id))) {
          meters.add(Meter.unknown(id, zone));
        }
      }
    }
    return new RunPlan(meters, fleet.size(), seed, startMillis, faultRate);
  }
}

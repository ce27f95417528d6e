package io.watershed.simulator;

import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.simulator.engine.RunPlan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Small fleets for tests. */
public final class TestFleet {

  /** The fleet's zone. */
  public static final ZoneId BRISBANE = ZoneId.of("Australia/Brisbane");

  /** Midnight in Brisbane, a Monday. */
  public static final long START = Instant.parse("2026-01-04T14:00:00Z").toEpochMilli();

  /** A day. */
  public static final long DAY_MILLIS = 86_400_000;

  private TestFleet() {}

  /** A meter of a family. */
  public static Meter meter(String id, MeterType type, ZoneId zone) {
    return new Meter(
        id,
        Optional.of(type),
        Optional.of("BUDERIM"),
        OptionalInt.of(4556),
        Optional.of("Residential"),
        zone);
  }

  /** Meters of both families by turns. */
  public static List<Meter> meters(int count) {
    List<Meter> meters = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      MeterType type = index % 2 == 0 ? MeterType.DIGITAL : MeterType.INTEGRATED;
      meters.add(meter(Integer.toString(50_000_000 + index * 37), type, BRISBANE));
    }
    return meters;
  }

  /** A run of such meters with many faults. */
  public static RunPlan plan(int meters, long seed, double faultRate) {
    return RunPlan.of(meters(meters), BRISBANE, seed, START, faultRate);
  }
}

package io.watershed.simulator.station.fault;

import io.watershed.core.station.Element;
import io.watershed.simulator.random.Randomness;
import java.util.List;

/**
 * The faults of one station, decided day by day, so that a run of any length has them. At most one
 * at a time, and two days of rest after it, so that each can be told from the next.
 */
public final class StationFaultSchedule {

  private static final long SLOT_MILLIS = 900_000;
  private static final int SLOTS_PER_HOUR = 4;
  private static final int SLOTS_PER_DAY = 96;
  private static final int DAYS_OF_REST = 2;
  private static final double CHANCE_PER_FAULT_AND_DAY = 0.004;
  private static final StationFaultType[] DAILY = {
    StationFaultType.SPIKE,
    StationFaultType.STUCK_SENSOR,
    StationFaultType.DRIFT,
    StationFaultType.GAP,
    StationFaultType.CLOCK_ERROR
  };

  private final Randomness random;
  private final String stationId;
  private final int slotsPerObservation;
  private final List<Element> sensors;
  private final double chancePerDay;
  private final StationFaultLog log;

  private StationEpisode active;
  private long restUntilDay = Long.MIN_VALUE;
  private long day = Long.MIN_VALUE;

  /**
   * A schedule.
   *
   * @param slotsPerObservation quarter hours from one observation to the next
   * @param sensors the elements whose sensors can fail
   * @param faultRate multiplies how often faults begin, 0 for never
   */
  public StationFaultSchedule(
      long seed,
      String stationId,
      int slotsPerObservation,
      List<Element> sensors,
      double faultRate,
      StationFaultLog log) {
    this.random = new Randomness(seed);
    this.stationId = stationId;
    this.slotsPerObservation = slotsPerObservation;
    this.sensors = List.copyOf(sensors);
    this.chancePerDay = Math.min(1, CHANCE_PER_FAULT_AND_DAY * DAILY.length * faultRate);
    this.log = log;
  }

  /** The fault that acts in a quarter hour, or null. Quarter hours come in ascending order. */
  public StationEpisode at(long slot) {
    long today = Math.floorDiv(slot, SLOTS_PER_DAY);
    if (active != null && slot >= active.toSlot()) {
      active = null;
      restUntilDay = today + DAYS_OF_REST;
    }
    if (today != day) {
      day = today;
      startDay(today);
    }
    return active != null && active.covers(slot) ? active : null;
  }

  private void startDay(long today) {
    boolean begins = random.chance(chancePerDay);
    StationFaultType type = DAILY[random.nextInt(DAILY.length)];
    if (begins && active == null && today >= restUntilDay) {
      active = episode(type, today * SLOTS_PER_DAY);
      log.label(
          type.name(),
          stationId,
          active.element() == null ? "" : active.element().wireName(),
          active.fromSlot() * SLOT_MILLIS,
          active.toSlot() * SLOT_MILLIS,
          active.detail());
    }
  }

  private StationEpisode episode(StationFaultType type, long midnight) {
    long from = midnight + (long) random.nextInt(2, 21) * SLOTS_PER_HOUR;
    Element sensor = sensors.get(random.nextInt(sensors.size()));
    double sign = random.chance(0.5) ? 1 : -1;
    return switch (type) {
      case SPIKE ->
          new StationEpisode(type, from, from + slotsPerObservation, sensor, sign * spike(sensor));
      case STUCK_SENSOR -> hours(type, from, random.nextInt(12, 96), sensor, 0);
      case DRIFT -> hours(type, from, random.nextInt(36, 120), sensor, sign * drift(sensor));
      case GAP -> hours(type, from, random.nextInt(3, 60), null, 0);
      case CLOCK_ERROR -> hours(type, from, random.nextInt(6, 60), null, sign);
      case NEGATIVE_DATUM, ABSOLUTE_ALTITUDE ->
          throw new IllegalArgumentException(type + " is a trait of a gauge, not of a day");
    };
  }

  private static StationEpisode hours(
      StationFaultType type, long from, int hours, Element sensor, double size) {
    return new StationEpisode(type, from, from + (long) hours * SLOTS_PER_HOUR, sensor, size);
  }

  private double spike(Element sensor) {
    return switch (sensor) {
      case WATER_LEVEL -> random.between(1.5, 7);
      case AIR_TEMP -> random.between(22, 45);
      default -> random.between(40, 120);
    };
  }

  private double drift(Element sensor) {
    return switch (sensor) {
      case WATER_LEVEL -> random.between(0.15, 0.8);
      case AIR_TEMP -> random.between(3, 8);
      default -> random.between(5, 15);
    };
  }
}

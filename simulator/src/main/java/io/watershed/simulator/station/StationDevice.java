package io.watershed.simulator.station;

import io.watershed.core.station.Element;
import io.watershed.simulator.random.Randomness;
import io.watershed.simulator.station.fault.StationEpisode;
import io.watershed.simulator.station.fault.StationFaultSchedule;
import io.watershed.simulator.station.fault.StationFaultType;
import java.util.List;

/** One station in time: its sensors and what goes wrong with them. */
final class StationDevice {

  private static final long HOUR_MILLIS = 3_600_000;
  private static final double THOUSANDTHS = 1000;

  private final int number;
  private final SimulatedStation station;
  private final Sensors sensors;
  private final StationFaultSchedule faults;

  private StationEpisode stuckIn;
  private long[] stuckAt;

  /** A station with its number in the fleet. */
  StationDevice(int number, StationPlan plan, StationObserver observer) {
    this.number = number;
    this.station = plan.fleet().stations().get(number);
    long seed = plan.fleet().seed();
    double elevation = station.station().elevation();
    this.sensors = new Sensors(station, elevation, seed);
    this.faults =
        new StationFaultSchedule(
            Randomness.mix(seed, station.id().hashCode(), 0xFA),
            station.id(),
            station.slots(),
            station.isGauge()
                ? List.of(Element.WATER_LEVEL)
                : List.of(Element.AIR_TEMP, Element.STN_PRES),
            plan.faultRate(),
            observer);
    labelDatum(plan.startMillis(), observer);
  }

  private void labelDatum(long startMillis, StationObserver observer) {
    if (station.datum() == 0) {
      return;
    }
    StationFaultType type =
        station.datum() < 0 ? StationFaultType.NEGATIVE_DATUM : StationFaultType.ABSOLUTE_ALTITUDE;
    observer.label(
        type.name(),
        station.id(),
        Element.WATER_LEVEL.wireName(),
        startMillis,
        Long.MAX_VALUE,
        "zero at " + station.datum() + " m");
  }

  /** What it measures at a slot, or null in a gap. Slots come in ascending order. */
  Sample measure(StationWorld world, long slot) {
    StationEpisode fault = faults.at(slot);
    long stamp = slot * StationPlan.SLOT_MILLIS;
    if (fault == null) {
      return new Sample(number, slot, stamp, sensors.measure(world, slot), 0);
    }
    return switch (fault.type()) {
      case GAP -> null;
      case CLOCK_ERROR ->
          new Sample(
              number,
              slot,
              stamp + Math.round(fault.size()) * HOUR_MILLIS,
              sensors.measure(world, slot),
              0);
      case SPIKE -> shifted(world, slot, fault.element(), fault.size());
      case DRIFT -> shifted(world, slot, fault.element(), fault.size() * fault.progress(slot));
      case STUCK_SENSOR -> stuck(world, slot, fault);
      case NEGATIVE_DATUM, ABSOLUTE_ALTITUDE ->
          throw new IllegalStateException(fault.type() + " is a trait of a gauge");
    };
  }

  private Sample shifted(StationWorld world, long slot, Element element, double size) {
    long[] values = sensors.measure(world, slot);
    int index = station.elements().indexOf(element);
    long shift = Math.round(size * THOUSANDTHS);
    // Weather is told in tenths.
    values[index] += station.isGauge() ? shift : shift / 100 * 100;
    int faulty = shift == 0 ? 0 : 1 << index;
    return new Sample(number, slot, slot * StationPlan.SLOT_MILLIS, values, faulty);
  }

  /** The value of the first moment again and again; a gauge's discharge is told from its level. */
  private Sample stuck(StationWorld world, long slot, StationEpisode fault) {
    long[] values = sensors.measure(world, slot);
    if (stuckIn != fault) {
      stuckIn = fault;
      stuckAt = values.clone();
      return new Sample(number, slot, slot * StationPlan.SLOT_MILLIS, values, 0);
    }
    int faulty = 0;
    for (int index = 0; index < values.length; index++) {
      if (station.isGauge() || station.elements().get(index) == fault.element()) {
        values[index] = stuckAt[index];
        faulty |= 1 << index;
      }
    }
    return new Sample(number, slot, slot * StationPlan.SLOT_MILLIS, values, faulty);
  }

  SimulatedStation station() {
    return station;
  }
}

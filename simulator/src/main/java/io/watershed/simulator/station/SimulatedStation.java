package io.watershed.simulator.station;

import io.watershed.core.station.Element;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import io.watershed.simulator.station.network.GaugeBehaviour;
import java.util.List;

/**
 * A station as it sends.
 *
 * @param station what its messages say of it
 * @param site its number among the gauges, or among the weather stations, of the network
 * @param behaviour what its water obeys; null for a weather station
 * @param datum what is added to the true level, metres: where the gauge's zero lies
 * @param slots quarter hours from one observation to the next
 * @param phaseMillis how long after the observation it sends
 * @param elements what it measures, in the order of its messages
 * @param marked whether it gives each value a mark of quality
 */
public record SimulatedStation(
    Station station,
    int site,
    GaugeBehaviour behaviour,
    double datum,
    int slots,
    long phaseMillis,
    List<Element> elements,
    boolean marked) {

  /** A station; the elements are copied. */
  public SimulatedStation {
    elements = List.copyOf(elements);
  }

  /** Its id. */
  public String id() {
    return station.id();
  }

  /** Whether it watches water. */
  public boolean isGauge() {
    return station.kind() == StationKind.GAUGE;
  }
}

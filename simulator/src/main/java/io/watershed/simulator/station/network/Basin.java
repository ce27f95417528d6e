package io.watershed.simulator.station.network;

import io.watershed.simulator.station.weather.Place;
import java.util.List;

/**
 * A river with all that flows into it.
 *
 * @param gauges numbers of its gauges, each before the one downstream of it
 * @param weatherStations numbers of the weather stations in it
 * @param middle its middle
 * @param radius no gauge or station is farther from the middle, kilometres
 */
public record Basin(
    List<Integer> gauges, List<Integer> weatherStations, Place middle, double radius) {

  /** A basin; the lists are copied. */
  public Basin {
    gauges = List.copyOf(gauges);
    weatherStations = List.copyOf(weatherStations);
  }
}

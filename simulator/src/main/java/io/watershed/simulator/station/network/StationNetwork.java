package io.watershed.simulator.station.network;

import io.watershed.simulator.station.weather.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * All stations and how the water runs between the gauges.
 *
 * @param gauges all gauges; their numbers are their places in this list
 * @param weatherStations all weather stations; likewise
 * @param basins all basins; likewise
 */
public record StationNetwork(
    List<GaugeSite> gauges, List<WeatherSite> weatherStations, List<Basin> basins) {

  private static final double HEADWATER_FACTOR = 3;

  /** A network; the lists are copied. */
  public StationNetwork {
    gauges = List.copyOf(gauges);
    weatherStations = List.copyOf(weatherStations);
    basins = List.copyOf(basins);
  }

  /**
   * A network of gauges and weather stations whose basins are numbered from 0.
   *
   * @throws IllegalArgumentException if the gauges flow in a circle or into another basin
   */
  static StationNetwork of(List<GaugeSite> sites, List<WeatherSite> weatherStations) {
    List<GaugeSite> gauges = withHeadwaters(sites);
    int count = 0;
    for (GaugeSite gauge : gauges) {
      count = Math.max(count, gauge.basin() + 1);
    }
    for (WeatherSite station : weatherStations) {
      count = Math.max(count, station.basin() + 1);
    }
    List<List<Integer>> gaugesOf = new ArrayList<>();
    List<List<Integer>> weatherOf = new ArrayList<>();
    for (int basin = 0; basin < count; basin++) {
      gaugesOf.add(new ArrayList<>());
      weatherOf.add(new ArrayList<>());
    }
    for (int gauge : upstreamFirst(gauges)) {
      gaugesOf.get(gauges.get(gauge).basin()).add(gauge);
    }
    for (int station = 0; station < weatherStations.size(); station++) {
      weatherOf.get(weatherStations.get(station).basin()).add(station);
    }
    List<Basin> basins = new ArrayList<>();
    for (int basin = 0; basin < count; basin++) {
      List<Place> places = new ArrayList<>();
      gaugesOf.get(basin).forEach(gauge -> places.add(gauges.get(gauge).place()));
      weatherOf.get(basin).forEach(station -> places.add(weatherStations.get(station).place()));
      Place middle = middle(places);
      double radius = places.stream().mapToDouble(middle::kilometresTo).max().orElse(0);
      basins.add(new Basin(gaugesOf.get(basin), weatherOf.get(basin), middle, radius));
    }
    return new StationNetwork(gauges, weatherStations, basins);
  }

  /** The uppermost gauge of a river has a long way of river above it that nobody measures. */
  private static List<GaugeSite> withHeadwaters(List<GaugeSite> gauges) {
    boolean[] fed = new boolean[gauges.size()];
    for (GaugeSite gauge : gauges) {
      if (gauge.downstream() >= 0) {
        fed[gauge.downstream()] = true;
      }
    }
    List<GaugeSite> sites = new ArrayList<>();
    for (int number = 0; number < fed.length; number++) {
      GaugeSite site = gauges.get(number);
      sites.add(fed[number] ? site : site.draining(HEADWATER_FACTOR * site.localArea()));
    }
    return sites;
  }

  private static Place middle(List<Place> places) {
    return new Place(
        places.stream().mapToDouble(Place::latitude).average().orElse(0),
        places.stream().mapToDouble(Place::longitude).average().orElse(0),
        places.stream().mapToDouble(Place::elevation).average().orElse(0));
  }

  private static List<Integer> upstreamFirst(List<GaugeSite> gauges) {
    int[] waitingFor = new int[gauges.size()];
    for (GaugeSite gauge : gauges) {
      if (gauge.downstream() >= 0) {
        waitingFor[gauge.downstream()]++;
        if (gauges.get(gauge.downstream()).basin() != gauge.basin()) {
          throw new IllegalArgumentException(gauge.id() + " flows into another basin");
        }
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int gauge = 0; gauge < gauges.size(); gauge++) {
      if (waitingFor[gauge] == 0) {
        order.add(gauge);
      }
    }
    for (int next = 0; next < order.size(); next++) {
      int downstream = gauges.get(order.get(next)).downstream();
      if (downstream >= 0 && --waitingFor[downstream] == 0) {
        order.add(downstream);
      }
    }
    if (order.size() < gauges.size()) {
      throw new IllegalArgumentException("some gauges flow in a circle");
    }
    return order;
  }

  /** What drains to a gauge in all, square kilometres, by the gauges' numbers. */
  public double[] catchmentAreas() {
    double[] areas = new double[gauges.size()];
    for (int gauge : upstreamFirst(gauges)) {
      areas[gauge] += gauges.get(gauge).localArea();
      int downstream = gauges.get(gauge).downstream();
      if (downstream >= 0) {
        areas[downstream] += areas[gauge];
      }
    }
    return areas;
  }
}

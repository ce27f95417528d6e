package io.watershed.simulator.station;

import io.watershed.core.station.Element;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import io.watershed.simulator.random.Randomness;
import io.watershed.simulator.station.hydrology.HighWater;
import io.watershed.simulator.station.network.GaugeBehaviour;
import io.watershed.simulator.station.network.GaugeSite;
import io.watershed.simulator.station.network.StationNetwork;
import io.watershed.simulator.station.network.WeatherSite;
import java.util.ArrayList;
import java.util.List;

/**
 * All stations of a network with their habits: how often they send, what they measure, where the
 * zero of a gauge lies. Takes a second or two to make, as the levels of high water come from a
 * simulated year; does not depend on when a run begins.
 *
 * @param network where they stand
 * @param seed decides everything together with the network
 * @param stations gauges first, then weather stations, each in the network's order
 */
public record StationFleet(StationNetwork network, long seed, List<SimulatedStation> stations) {

  private static final double QUARTER_HOURLY_GAUGES = 0.4;
  private static final double QUARTER_HOURLY_WEATHER = 0.1;
  private static final double MARKED = 0.3;
  private static final double BELOW_ZERO = 0.05;
  private static final double ABOVE_SEA = 0.10;
  private static final int SLOTS_PER_HOUR = 4;
  private static final long SECOND = 1000;
  private static final int EARLIEST_SECONDS = 20;
  private static final int LATEST_SECONDS = 840;

  /** A fleet; the stations are copied. */
  public StationFleet {
    stations = List.copyOf(stations);
  }

  /** The fleet of a network and a seed. */
  public static StationFleet of(StationNetwork network, long seed) {
    double[] highWater = HighWater.levels(network, seed);
    List<SimulatedStation> stations = new ArrayList<>();
    for (int gauge = 0; gauge < network.gauges().size(); gauge++) {
      stations.add(gauge(network, gauge, highWater[gauge], seed));
    }
    for (int site = 0; site < network.weatherStations().size(); site++) {
      stations.add(weather(network.weatherStations().get(site), site, seed));
    }
    return new StationFleet(network, seed, stations);
  }

  /** How many gauges it has; they come first. */
  public int gauges() {
    return network.gauges().size();
  }

  private static SimulatedStation gauge(
      StationNetwork network, int number, double highWater, long seed) {
    GaugeSite site = network.gauges().get(number);
    Randomness random = new Randomness(Randomness.mix(seed, site.id().hashCode(), 0x57A));
    boolean quarterHourly = random.chance(QUARTER_HOURLY_GAUGES);
    double datum = datum(random, site, highWater);
    List<Element> elements = new ArrayList<>(List.of(Element.WATER_LEVEL));
    if (random.chance(dischargeShare(site.behaviour()))) {
      elements.add(Element.DISCHARGE);
    }
    Station station =
        new Station(
            site.id(),
            StationKind.GAUGE,
            site.name(),
            rounded(site.place().latitude(), 1e4),
            rounded(site.place().longitude(), 1e4),
            rounded(site.place().elevation(), 1),
            site.province(),
            null,
            site.zone(),
            site.downstream() < 0 ? null : network.gauges().get(site.downstream()).id(),
            rounded(highWater + datum, 100));
    return new SimulatedStation(
        station,
        number,
        site.behaviour(),
        datum,
        quarterHourly ? 1 : SLOTS_PER_HOUR,
        phase(random),
        elements,
        random.chance(MARKED));
  }

  /** Most zeros lie near the bed; some above the usual level, some at the level of the sea. */
  private static double datum(Randomness random, GaugeSite site, double highWater) {
    double draw = random.nextDouble();
    double below = -(highWater + random.between(0.2, 0.9));
    double sea = random.between(180, 300);
    if (site.behaviour() == GaugeBehaviour.TIDE) {
      return 0;
    }
    return draw < BELOW_ZERO
        ? rounded(below, 1000)
        : draw < BELOW_ZERO + ABOVE_SEA ? rounded(sea, 1000) : 0;
  }

  private static double dischargeShare(GaugeBehaviour behaviour) {
    return switch (behaviour) {
      case RIVER -> 0.65;
      case ICE_RIVER -> 0.5;
      case DAM -> 0.9;
      case LAKE, TIDE -> 0;
    };
  }

  private static SimulatedStation weather(WeatherSite site, int number, long seed) {
    Randomness random = new Randomness(Randomness.mix(seed, site.id().hashCode(), 0x3EA));
    boolean quarterHourly = random.chance(QUARTER_HOURLY_WEATHER);
    List<Element> elements =
        new ArrayList<>(
            List.of(
                Element.AIR_TEMP,
                Element.DEW_POINT,
                Element.REL_HUM,
                Element.WIND_SPEED,
                Element.WIND_DIRECTION,
                Element.STN_PRES,
                Element.MSLP));
    addSome(elements, random, Element.WIND_GUST, 0.7);
    addSome(elements, random, Element.PRECIP_1H, 0.9);
    addSome(elements, random, Element.SNOW_DEPTH, 0.4);
    elements.sort(null);
    Station station =
        new Station(
            site.id(),
            StationKind.WEATHER,
            site.name(),
            rounded(site.place().latitude(), 1e4),
            rounded(site.place().longitude(), 1e4),
            rounded(site.place().elevation(), 1),
            site.province(),
            site.city(),
            site.zone(),
            null,
            null);
    return new SimulatedStation(
        station,
        number,
        null,
        0,
        quarterHourly ? 1 : SLOTS_PER_HOUR,
        phase(random),
        elements,
        random.chance(MARKED));
  }

  private static void addSome(
      List<Element> elements, Randomness random, Element element, double share) {
    if (random.chance(share)) {
      elements.add(element);
    }
  }

  private static long phase(Randomness random) {
    return SECOND * random.nextInt(EARLIEST_SECONDS, LATEST_SECONDS);
  }

  private static double rounded(double value, double parts) {
    return Math.round(value * parts) / parts;
  }
}

package io.watershed.simulator.station.network;

import io.watershed.simulator.random.Randomness;
import io.watershed.simulator.station.weather.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts weather stations where the rivers are, so that they measure the rivers' rain. */
final class WeatherSites {

  private static final double SPREAD_KILOMETRES = 14;

  private final Randomness random;
  private final Names names;

  /** A place of a basin that stations may stand around. */
  record Anchor(Place place, int basin) {}

  WeatherSites(Randomness random, Names names) {
    this.random = random;
    this.names = names;
  }

  /** So many stations, spread evenly over the anchors. */
  List<WeatherSite> around(List<Anchor> anchors, int count) {
    List<WeatherSite> sites = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      Anchor anchor = anchors.get((int) ((long) number * anchors.size() / count));
      Place near = anchor.place();
      Place place =
          near.moved(
              SPREAD_KILOMETRES * random.nextGaussian(),
              SPREAD_KILOMETRES * random.nextGaussian(),
              Math.max(1, near.elevation() + random.between(-40, 160)));
      String province = Provinces.at(place.latitude(), place.longitude());
      String town = names.town();
      sites.add(
          new WeatherSite(
              String.format("W%05d", 10_000 + number),
              town.toUpperCase(Locale.ROOT) + (random.chance(0.3) ? " AIRPORT" : ""),
              town,
              place,
              province,
              Provinces.zone(province, place.longitude()),
              anchor.basin()));
    }
    return sites;
  }
}

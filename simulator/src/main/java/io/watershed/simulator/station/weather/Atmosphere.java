package io.watershed.simulator.station.weather;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The skies of a seed, hour by hour. Asking for hours in ascending order is cheap. Not for use by
 * several threads at a time; the skies are.
 */
public final class Atmosphere {

  private static final long HOURS_PER_DAY = 24;

  private final WeatherSystems systems;
  private final Deque<List<WeatherSystem>> days = new ArrayDeque<>();
  private long lastDay = Long.MIN_VALUE;

  /** The atmosphere of a seed. */
  public Atmosphere(long seed) {
    this.systems = new WeatherSystems(seed);
  }

  /** The sky in the hour that ends at {@code hour}, hours since the epoch. */
  public Sky sky(long hour) {
    // What is born tomorrow cannot hang there yet, but cells may be born hours before their low.
    long last = Math.floorDiv(hour, HOURS_PER_DAY) + 1;
    long first = last - 1 - WeatherSystems.LONGEST_LIFE_DAYS - 1;
    if (lastDay > last || lastDay < first) {
      days.clear();
      lastDay = first - 1;
    }
    while (lastDay < last) {
      lastDay++;
      days.addLast(systems.bornOn(lastDay));
    }
    while (days.size() > last - first + 1) {
      days.removeFirst();
    }
    List<WeatherSystem> all = new ArrayList<>();
    days.forEach(all::addAll);
    return new Sky(hour, all);
  }
}

package io.watershed.simulator.station;

import io.watershed.simulator.random.Randomness;
import io.watershed.simulator.station.hydrology.SnowPack;
import io.watershed.simulator.station.hydrology.Waters;
import io.watershed.simulator.station.network.Basin;
import io.watershed.simulator.station.network.StationNetwork;
import io.watershed.simulator.station.network.WeatherSite;
import io.watershed.simulator.station.weather.Atmosphere;
import io.watershed.simulator.station.weather.LocalWeather;
import io.watershed.simulator.station.weather.Sky;
import io.watershed.simulator.station.weather.WeatherNow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The truth: water and weather at every station at every quarter hour. Before a run it lives
 * through the months since the last September, when no snow lies, so that rivers and snow are what
 * the season makes them; nothing of that is sent.
 */
final class StationWorld {

  private static final long HOUR_MILLIS = 3_600_000;
  private static final int SNOWLESS_MONTH = 9;
  private static final int SETTLING_DAYS = 60;
  private static final int BLOCK_HOURS = 24 * 30;

  private final StationNetwork network;
  private final Atmosphere atmosphere;
  private final Waters waters;
  private final LocalWeather[] weather;
  private final SnowPack[] snow;
  private final WeatherNow[] before;
  private final WeatherNow[] now;
  private long hour;

  /** The world of a fleet at an instant. */
  StationWorld(StationFleet fleet, long startMillis) {
    this.network = fleet.network();
    this.atmosphere = new Atmosphere(fleet.seed());
    this.waters = new Waters(network, fleet.seed());
    int count = network.weatherStations().size();
    this.weather = new LocalWeather[count];
    this.snow = new SnowPack[count];
    this.before = new WeatherNow[count];
    this.now = new WeatherNow[count];
    for (int site = 0; site < count; site++) {
      WeatherSite at = network.weatherStations().get(site);
      long salt = Randomness.mix(at.id().hashCode(), 0x3E);
      weather[site] = new LocalWeather(at.place(), fleet.seed(), salt);
      snow[site] = new SnowPack();
    }
    settle(Math.floorDiv(startMillis, HOUR_MILLIS));
  }

  private void settle(long until) {
    hour = settlingBegins(until);
    while (hour < until) {
      List<Sky> skies = new ArrayList<>();
      long end = Math.min(until, hour + BLOCK_HOURS);
      for (long next = hour + 1; next <= end; next++) {
        skies.add(atmosphere.sky(next));
      }
      waters.run(skies);
      IntStream.range(0, network.basins().size())
          .parallel()
          .forEach(basin -> skies.forEach(sky -> stepWeather(network.basins().get(basin), sky)));
      hour = end;
    }
  }

  private static long settlingBegins(long hour) {
    LocalDate latest =
        Instant.ofEpochSecond(hour * 3600)
            .atZone(ZoneOffset.UTC)
            .toLocalDate()
            .minusDays(SETTLING_DAYS);
    LocalDate september = latest.withMonth(SNOWLESS_MONTH).withDayOfMonth(1);
    LocalDate begins = september.isAfter(latest) ? september.minusYears(1) : september;
    return begins.toEpochDay() * 24;
  }

  private void stepWeather(Basin basin, Sky sky) {
    if (basin.weatherStations().isEmpty()) {
      return;
    }
    int[] cells =
        sky.cellsOver(
            basin.middle().eastKilometres(), basin.middle().northKilometres(), basin.radius());
    for (int site : basin.weatherStations()) {
      before[site] = now[site];
      now[site] = weather[site].under(sky, cells);
      snow[site].step(now[site].rain(), now[site].temperature());
    }
  }

  /** Goes on to the hour in which an instant lies. Instants come in ascending order. */
  void advanceTo(long millis) {
    long needed = Math.floorDiv(millis + HOUR_MILLIS - 1, HOUR_MILLIS);
    while (hour < needed) {
      hour++;
      Sky sky = atmosphere.sky(hour);
      waters.step(sky);
      network.basins().forEach(basin -> stepWeather(basin, sky));
    }
  }

  private double share(long millis) {
    return 1 - (double) (hour * HOUR_MILLIS - millis) / HOUR_MILLIS;
  }

  /** The level at a gauge, metres above the zero of the river; within the last hour. */
  double level(int gauge, long millis) {
    return waters.level(gauge, share(millis));
  }

  /** The discharge at a gauge, cubic metres per second; within the last hour. */
  double discharge(int gauge, long millis) {
    return waters.discharge(gauge, share(millis));
  }

  /** The air at a weather station; within the last hour. */
  WeatherNow weather(int site, long millis) {
    double share = share(millis);
    return share == 1 ? now[site] : before[site].towards(now[site], share);
  }

  /** The snow on the ground at a weather station, centimetres. */
  double snowDepth(int site) {
    return snow[site].depth();
  }
}

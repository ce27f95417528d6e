package io.watershed.simulator.station;

import io.watershed.core.station.Element;
import io.watershed.simulator.random.Randomness;
import io.watershed.simulator.station.network.GaugeBehaviour;
import io.watershed.simulator.station.weather.Magnus;
import io.watershed.simulator.station.weather.WeatherNow;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the sensors of one station make of the truth: noise, and the resolution of each element.
 * Values are whole thousandths, so that sums of them are exact.
 */
final class Sensors {

  private static final double THOUSANDTHS = 1000;
  private static final long TENTH = 100;
  private static final long WHOLE = 1000;
  private static final double CALM_KILOMETRES_PER_HOUR = 1.5;

  private final SimulatedStation station;
  private final double elevation;
  private final long salt;
  private final double levelNoise;
  private final Map<Element, Long> weatherValues = new EnumMap<>(Element.class);

  Sensors(SimulatedStation station, double elevation, long seed) {
    this.station = station;
    this.elevation = elevation;
    this.salt = Randomness.mix(seed, station.id().hashCode(), 0x5E5);
    double share = Randomness.unit(Randomness.mixTwo(salt, 1));
    boolean waves =
        station.behaviour() == GaugeBehaviour.LAKE || station.behaviour() == GaugeBehaviour.TIDE;
    this.levelNoise = (waves ? 0.003 : 0.001) * (0.6 + share);
  }

  /** The values at a slot, in the order of the station's elements, thousandths. */
  long[] measure(StationWorld world, long slot) {
    long millis = slot * StationPlan.SLOT_MILLIS;
    List<Element> elements = station.elements();
    long[] values = new long[elements.size()];
    if (station.isGauge()) {
      values[0] = level(world.level(station.site(), millis), slot);
      if (values.length > 1) {
        values[1] = discharge(world.discharge(station.site(), millis), slot);
      }
      return values;
    }
    weather(world.weather(station.site(), millis), world.snowDepth(station.site()), slot);
    for (int index = 0; index < values.length; index++) {
      values[index] = weatherValues.get(elements.get(index));
    }
    return values;
  }

  private long level(double metres, long slot) {
    return Math.round((metres + station.datum() + levelNoise * noise(slot, 1)) * THOUSANDTHS);
  }

  /** Three figures, as publishers give them. */
  private long discharge(double cubicMetres, long slot) {
    double noisy = Math.max(0, cubicMetres * (1 + 0.004 * noise(slot, 2)));
    long step = noisy < 10 ? 1 : noisy < 100 ? 10 : noisy < 1000 ? 100 : 1000;
    return Math.round(noisy * THOUSANDTHS / step) * step;
  }

  private void weather(WeatherNow now, double snowCentimetres, long slot) {
    long temperature = rounded(now.temperature() + 0.05 * noise(slot, 3), TENTH);
    long dewPoint = Math.min(temperature, rounded(now.dewPoint() + 0.05 * noise(slot, 4), TENTH));
    double humidity = Magnus.relativeHumidity(temperature / THOUSANDTHS, dewPoint / THOUSANDTHS);
    double wind = Math.max(0, now.windSpeed() * (1 + 0.06 * noise(slot, 5)));
    boolean calm = wind < CALM_KILOMETRES_PER_HOUR;
    long windSpeed = calm ? 0 : rounded(wind, TENTH);
    double gust = wind * now.gustFactor() + Math.abs(noise(slot, 6));
    double degrees = Math.floorMod(Math.round(now.windFromDegrees() + 3 * noise(slot, 7)), 360L);
    weatherValues.put(Element.AIR_TEMP, temperature);
    weatherValues.put(Element.DEW_POINT, dewPoint);
    weatherValues.put(Element.REL_HUM, rounded(humidity, WHOLE));
    weatherValues.put(Element.WIND_SPEED, windSpeed);
    weatherValues.put(Element.WIND_GUST, calm ? 0 : Math.max(windSpeed, rounded(gust, TENTH)));
    weatherValues.put(Element.WIND_DIRECTION, calm ? 0 : rounded(degrees, WHOLE));
    weatherValues.put(Element.STN_PRES, rounded(now.stationPressure(elevation), TENTH));
    weatherValues.put(Element.MSLP, rounded(now.seaPressure(), TENTH));
    weatherValues.put(Element.PRECIP_1H, rounded(now.rain(), TENTH));
    weatherValues.put(Element.SNOW_DEPTH, rounded(snowCentimetres, WHOLE));
  }

  private static long rounded(double value, long step) {
    return Math.round(value * THOUSANDTHS / step) * step;
  }

  /** About normally distributed with a standard deviation of 1; a function of slot and sensor. */
  private double noise(long slot, long sensor) {
    long mixed = Randomness.mixTwo(salt + sensor, slot);
    double sum = -1.5;
    for (int draw = 0; draw < 3; draw++) {
      sum += Randomness.unit(mixed);
      mixed = Randomness.mixTwo(mixed, draw);
    }
    return 2 * sum;
  }
}

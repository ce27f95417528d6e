package io.watershed.simulator.station.hydrology;

import io.watershed.simulator.random.Randomness;
import io.watershed.simulator.station.weather.LocalWeather;
import io.watershed.simulator.station.weather.Sky;
import io.watershed.simulator.station.weather.WeatherNow;

/**
 * The sea at a harbour: the four largest tides, and what air pressure and wind add. Speeds in
 * degrees an hour after Schureman, Manual of Harmonic Analysis and Prediction of Tides (1940).
 */
final class Tide {

  private static final double[] DEGREES_PER_HOUR = {
    28.9841042, // M2, the moon twice a lunar day
    30.0, // S2, the sun twice a day
    15.0410686, // K1, moon and sun once a sidereal day
    13.9430356 // O1, the moon once a lunar day
  };
  private static final double USUAL_PRESSURE = 1013;
  // The inverse barometer: a hectopascal less lifts the sea by a centimetre.
  private static final double METRES_PER_HECTOPASCAL = 0.01;
  private static final double METRES_PER_WIND = 0.00012;
  private static final double SURGE_HOURS = 5;
  private static final int[] NO_RAIN = {};

  private final double[] amplitudes;
  private final double[] phases;
  private final LocalWeather weather;
  private final LinearStore surge = new LinearStore(SURGE_HOURS);

  Tide(LocalWeather weather, Randomness random) {
    this.weather = weather;
    double range = Math.exp(random.between(Math.log(0.5), Math.log(2.2)));
    this.amplitudes =
        new double[] {
          range, range * random.between(0.2, 0.4), range * random.between(0.1, 0.3), 0.15 * range
        };
    this.phases = new double[DEGREES_PER_HOUR.length];
    for (int tide = 0; tide < phases.length; tide++) {
      phases[tide] = random.between(0, 360);
    }
  }

  /** Takes an hour of weather; returns how far it lifts the sea at the end of the hour, metres. */
  double step(Sky sky) {
    WeatherNow now = weather.under(sky, NO_RAIN);
    double wind = now.windSpeed();
    double push = METRES_PER_WIND * wind * wind * Math.signum(now.northWind() + now.eastWind());
    double lift = METRES_PER_HECTOPASCAL * (USUAL_PRESSURE - now.seaPressure()) + push;
    surge.step(lift);
    return surge.content() / SURGE_HOURS;
  }

  /** The tide of sun and moon alone at an hour since the epoch, metres above the mean sea. */
  double astronomical(double hour) {
    double level = 0;
    for (int tide = 0; tide < phases.length; tide++) {
      double degrees = DEGREES_PER_HOUR[tide] * hour - phases[tide];
      level += amplitudes[tide] * Math.cos(Math.toRadians(degrees));
    }
    return level;
  }
}

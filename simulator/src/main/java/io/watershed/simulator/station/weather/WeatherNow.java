package io.watershed.simulator.station.weather;

/**
 * The air at one place at one hour.
 *
 * @param temperature °C
 * @param dewPoint °C, never above the temperature
 * @param seaPressure reduced to the level of the sea, hPa
 * @param eastWind speed of the air towards the east, km/h
 * @param northWind speed of the air towards the north, km/h
 * @param gustFactor how much stronger than the mean the strongest gust is
 * @param rain rain and molten snow of the hour that ends then, mm
 */
public record WeatherNow(
    double temperature,
    double dewPoint,
    double seaPressure,
    double eastWind,
    double northWind,
    double gustFactor,
    double rain) {

  /** The air between this hour and the next. */
  public WeatherNow towards(WeatherNow next, double share) {
    return new WeatherNow(
        mix(temperature, next.temperature, share),
        mix(dewPoint, next.dewPoint, share),
        mix(seaPressure, next.seaPressure, share),
        mix(eastWind, next.eastWind, share),
        mix(northWind, next.northWind, share),
        mix(gustFactor, next.gustFactor, share),
        mix(rain, next.rain, share));
  }

  private static double mix(double from, double to, double share) {
    return from + (to - from) * share;
  }

  /** Speed of the wind, km/h. */
  public double windSpeed() {
    return Math.hypot(eastWind, northWind);
  }

  /** Where the wind comes from, degrees clockwise from north, 0 to 360. */
  public double windFromDegrees() {
    double degrees = Math.toDegrees(Math.atan2(-eastWind, -northWind));
    return degrees < 0 ? degrees + 360 : degrees;
  }

  /**
   * The pressure at an elevation by the international barometric formula (ICAO standard lapse of
   * 6.5 K/km), hPa.
   */
  public double stationPressure(double elevation) {
    double lapse = 0.0065 * elevation;
    return seaPressure * Math.pow(1 - lapse / (temperature + lapse + 273.15), 5.257);
  }
}

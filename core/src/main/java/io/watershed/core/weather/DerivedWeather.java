package io.watershed.core.weather;

/**
 * The derived quantities of one instant, degrees Celsius; NaN where a formula does not hold or a
 * value it needs was not measured.
 *
 * @param feelsLike see {@link ApparentTemperature#feelsLike}
 * @param windChill see {@link ApparentTemperature#windChill}
 * @param heatIndex see {@link ApparentTemperature#heatIndex}
 * @param humidex see {@link ApparentTemperature#humidex}
 */
public record DerivedWeather(double feelsLike, double windChill, double heatIndex, double humidex) {

  /**
   * What follows from the values of one instant; each is NaN where it was not measured or is not
   * believed.
   *
   * @param airTemperature °C
   * @param dewPoint °C; computed from the humidity where it is NaN
   * @param relativeHumidity %
   * @param windSpeed km/h
   */
  public static DerivedWeather of(
      double airTemperature, double dewPoint, double relativeHumidity, double windSpeed) {
    double dew =
        Double.isNaN(dewPoint)
            ? ApparentTemperature.dewPoint(airTemperature, relativeHumidity).orElse(Double.NaN)
            : dewPoint;
    return new DerivedWeather(
        ApparentTemperature.feelsLike(airTemperature, windSpeed, relativeHumidity),
        ApparentTemperature.windChill(airTemperature, windSpeed).orElse(Double.NaN),
        ApparentTemperature.heatIndex(airTemperature, relativeHumidity).orElse(Double.NaN),
        ApparentTemperature.humidex(airTemperature, dew).orElse(Double.NaN));
  }
}

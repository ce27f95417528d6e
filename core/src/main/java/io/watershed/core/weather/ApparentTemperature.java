package io.watershed.core.weather;

import java.util.OptionalDouble;

/**
 * How warm or cold the air feels. Temperatures are degrees Celsius, wind is kilometres per hour at
 * 10 m, humidity is percent. A method gives nothing outside of the range in which its formula
 * holds, and none takes a number that is not finite.
 */
public final class ApparentTemperature {

  /** Highest air temperature for which Canada publishes a wind chill. */
  private static final double WIND_CHILL_HIGHEST = 0;

  /** From here the full formula holds; below it one that is linear in the wind. */
  private static final double WIND_CHILL_FULL_WIND = 5;

  private static final double WIND_CHILL_COLDEST = -70;
  private static final double WIND_CHILL_MOST_WIND = 120;

  private static final double HEAT_INDEX_LOWEST_FAHRENHEIT = 80;
  private static final double HEAT_INDEX_HIGHEST_FAHRENHEIT = 130;

  private static final double HUMIDEX_LOWEST = 20;

  /** The least humidex that is published is 25, rounded. */
  private static final double HUMIDEX_LEAST = 24.5;

  private ApparentTemperature() {}

  /**
   * Wind chill: the temperature of calm air in which bare skin would feel as cold.
   *
   * <p>{@code 13.12 + 0.6215 T − 11.37 V^0.16 + 0.3965 T V^0.16} of the Joint Action Group for
   * Temperature Indices (2001), which Environment and Climate Change Canada and the National
   * Weather Service share; for wind below 5 km/h, {@code T + (−1.59 + 0.1345 T) V / 5} (Environment
   * and Climate Change Canada, climate glossary). Holds for air at 0 °C or colder, down to −70 °C,
   * in wind of up to 120 km/h that is not calm.
   */
  public static OptionalDouble windChill(double airTemperature, double windSpeed) {
    if (!(airTemperature <= WIND_CHILL_HIGHEST && airTemperature >= WIND_CHILL_COLDEST)
        || !(windSpeed > 0 && windSpeed <= WIND_CHILL_MOST_WIND)) {
      return OptionalDouble.empty();
    }
    if (windSpeed < WIND_CHILL_FULL_WIND) {
      return OptionalDouble.of(
          airTemperature + (-1.59 + 0.1345 * airTemperature) / WIND_CHILL_FULL_WIND * windSpeed);
    }
    double wind = Math.pow(windSpeed, 0.16);
    return OptionalDouble.of(
        13.12 + 0.6215 * airTemperature - 11.37 * wind + 0.3965 * airTemperature * wind);
  }

  /**
   * Heat index: how hot humid air feels in the shade.
   *
   * <p>The regression of Rothfusz with its two adjustments, as the Weather Prediction Center of the
   * National Weather Service describes it (Rothfusz, Technical Attachment SR 90-23, 1990), and
   * where that would be below 80 °F the simpler formula given there. Holds for air of 80 to 130 °F
   * (26.7 to 54.4 °C).
   */
  public static OptionalDouble heatIndex(double airTemperature, double relativeHumidity) {
    // Rounded, so that 80 °F is reached by 26.67 °C however it was computed.
    double t = Math.rint((airTemperature * 9 / 5 + 32) * 1e6) / 1e6;
    double r = Math.min(relativeHumidity, 100);
    if (!(r >= 0 && t >= HEAT_INDEX_LOWEST_FAHRENHEIT && t <= HEAT_INDEX_HIGHEST_FAHRENHEIT)) {
      return OptionalDouble.empty();
    }
    double simple = (t + 0.5 * (t + 61 + (t - 68) * 1.2 + r * 0.094)) / 2;
    if (simple < HEAT_INDEX_LOWEST_FAHRENHEIT) {
      return OptionalDouble.of((simple - 32) * 5 / 9);
    }
    double index =
        -42.379
            + 2.04901523 * t
            + 10.14333127 * r
            - 0.22475541 * t * r
            - 0.00683783 * t * t
            - 0.05481717 * r * r
            + 0.00122874 * t * t * r
            + 0.00085282 * t * r * r
            - 0.00000199 * t * t * r * r;
    if (r < 13 && t <= 112) {
      index -= (13 - r) / 4 * Math.sqrt((17 - Math.abs(t - 95)) / 17);
    } else if (r > 85 && t <= 87) {
      index += (r - 85) / 10 * ((87 - t) / 5);
    }
    return OptionalDouble.of((index - 32) * 5 / 9);
  }

  /**
   * Humidex: how hot humid air feels, as Canada tells it.
   *
   * <p>{@code T + 5/9 (e − 10)} with the vapour pressure {@code e = 6.11 exp(5417.7530 (1/273.16 −
   * 1/(273.15 + Td)))} hPa (Masterton and Richardson, 1979; Environment and Climate Change Canada,
   * climate glossary). Given where Canada's archive gives it: for air of 20 °C and more, from a
   * humidex that rounds to 25.
   */
  public static OptionalDouble humidex(double airTemperature, double dewPoint) {
    if (!(airTemperature >= HUMIDEX_LOWEST && dewPoint <= airTemperature)) {
      return OptionalDouble.empty();
    }
    double vapour = 6.11 * Math.exp(5417.7530 * (1 / 273.16 - 1 / (273.15 + dewPoint)));
    double humidex = airTemperature + 5.0 / 9.0 * (vapour - 10);
    return humidex >= HUMIDEX_LEAST ? OptionalDouble.of(humidex) : OptionalDouble.empty();
  }

  /**
   * What the air feels like: the wind chill where there is one, otherwise the heat index where
   * there is one, otherwise the air's own temperature.
   *
   * @param windSpeed NaN where it was not measured
   * @param relativeHumidity NaN where it was not measured
   */
  public static double feelsLike(double airTemperature, double windSpeed, double relativeHumidity) {
    OptionalDouble chill = windChill(airTemperature, windSpeed);
    return chill.isPresent()
        ? chill.getAsDouble()
        : heatIndex(airTemperature, relativeHumidity).orElse(airTemperature);
  }

  /**
   * The dew point of air of a temperature and a humidity, by the Magnus formula over water with the
   * coefficients of the WMO (Guide to Instruments, WMO-No. 8, annex 4.B): 6.112 hPa, 17.62, 243.12
   * °C; from −45 to 60 °C.
   */
  public static OptionalDouble dewPoint(double airTemperature, double relativeHumidity) {
    if (!(airTemperature >= -45 && airTemperature <= 60)
        || !(relativeHumidity >= 1 && relativeHumidity <= 105)) {
      return OptionalDouble.empty();
    }
    double humidity = Math.min(relativeHumidity, 100) / 100;
    double gamma = Math.log(humidity) + 17.62 * airTemperature / (243.12 + airTemperature);
    return OptionalDouble.of(243.12 * gamma / (17.62 - gamma));
  }
}

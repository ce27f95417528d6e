package io.watershed.simulator.station.weather;

/**
 * Humidity from temperature and dew point by the Magnus formula over water, with the constants of
 * the WMO Guide to Instruments and Methods of Observation (WMO-No. 8, annex 4.B): 17.62 and 243.12
 * °C.
 */
public final class Magnus {

  private static final double SLOPE = 17.62;
  private static final double OFFSET = 243.12;

  private Magnus() {}

  /** Relative humidity in percent; both temperatures in °C. */
  public static double relativeHumidity(double temperature, double dewPoint) {
    return 100 * Math.exp(exponent(dewPoint) - exponent(temperature));
  }

  private static double exponent(double celsius) {
    return SLOPE * celsius / (OFFSET + celsius);
  }
}

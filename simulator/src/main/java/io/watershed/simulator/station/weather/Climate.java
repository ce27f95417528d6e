package io.watershed.simulator.station.weather;

/**
 * What is usual at a place: temperature by season and hour, after latitude, elevation and distance
 * from the oceans. Rounded figures in the manner of Canada's climate, milder in the interior so
 * that rivers there live in winter too.
 */
public final class Climate {

  private static final double DAYS_PER_YEAR = 365.25;
  private static final double HOURS_PER_DAY = 24;
  private static final double COLDEST_DAY = 22;
  private static final double WARMEST_HOUR = 15;
  private static final double DEGREES_LONGITUDE_PER_HOUR = 15;
  private static final double LAPSE_PER_METRE = 0.006;

  private final double annualMean;
  private final double seasonalSwing;
  private final double diurnalSwing;
  private final double solarShiftHours;

  /** The climate of a place. */
  public Climate(Place place) {
    double interior = interior(place.longitude());
    annualMean =
        9.9
            - 0.62 * (place.latitude() - 44)
            + 3.2 * (1 - interior) * (place.longitude() < -110 ? 1 : 0)
            - LAPSE_PER_METRE * place.elevation();
    seasonalSwing = 5.5 + 6.5 * interior;
    diurnalSwing = 2.5 + 4 * interior;
    solarShiftHours = place.longitude() / DEGREES_LONGITUDE_PER_HOUR;
  }

  /** 0 at the Pacific to 1 in the prairies, less again towards the Atlantic. */
  private static double interior(double longitude) {
    double fromPacific = clamp((longitude + 126) / 12);
    double fromAtlantic = clamp((-longitude - 52) / 45);
    return Math.min(fromPacific, 0.25 + 0.75 * fromAtlantic);
  }

  private static double clamp(double share) {
    return Math.max(0, Math.min(1, share));
  }

  /** The usual temperature of the day, °C. */
  public double dailyMean(double hour) {
    double day = hour / HOURS_PER_DAY;
    return annualMean - seasonalSwing * Math.cos(2 * Math.PI * (day - COLDEST_DAY) / DAYS_PER_YEAR);
  }

  /**
   * How much warmer it is than the mean of the day, °C.
   *
   * @param clearness 0 under thick cloud to 1 under a clear sky
   */
  double diurnal(double hour, double clearness) {
    double solar = hour + solarShiftHours;
    double season = 0.7 + 0.5 * WeatherSystems.summer(hour / HOURS_PER_DAY);
    return diurnalSwing
        * season
        * (0.35 + 0.65 * clearness)
        * Math.cos(2 * Math.PI * (solar - WARMEST_HOUR) / HOURS_PER_DAY);
  }

  /** 0 at night to 1 in the early afternoon. */
  double daylight(double hour) {
    double solar = hour + solarShiftHours;
    return Math.max(0, Math.cos(2 * Math.PI * (solar - 13.5) / HOURS_PER_DAY));
  }
}

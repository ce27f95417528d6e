package io.watershed.simulator.model;

/**
 * When and how much a household or a business draws, hour by hour.
 *
 * <p>Shape and quantiles come from 674,019 hourly readings of 92 households (DAIAD trial A, 2016 to
 * 2017): share of hours with any use, mean litres by hour of day on weekdays and weekends, and the
 * quantiles of the hours that are not zero.
 */
final class HouseholdProfile {

  /** Share of hours with any use, by local hour. */
  private static final double[] ACTIVE_SHARE = {
    0.56, 0.41, 0.26, 0.20, 0.16, 0.15, 0.20, 0.44, 0.58, 0.58, 0.57, 0.56, 0.55, 0.54, 0.56, 0.59,
    0.58, 0.55, 0.56, 0.58, 0.59, 0.65, 0.68, 0.63
  };

  /** Mean litres of the hours with use, by local hour. */
  private static final double[] MEAN_WHEN_ACTIVE = {
    17.7, 13.5, 12.4, 13.2, 13.3, 12.3, 10.2, 23.0, 26.8, 23.5, 25.9, 29.5, 28.6, 26.0, 22.9, 22.5,
    20.4, 19.6, 20.1, 23.5, 30.0, 30.3, 24.3, 21.3
  };

  private static final double[] WEEKDAY_MEAN = {
    10.3, 5.3, 3.0, 2.6, 2.1, 1.9, 2.3, 13.1, 19.4, 14.2, 13.5, 14.5, 13.2, 12.2, 11.9, 12.9, 11.7,
    10.8, 11.2, 13.5, 18.5, 20.5, 16.9, 14.2
  };

  private static final double[] WEEKEND_MEAN = {
    9.2, 6.0, 3.8, 2.6, 2.0, 1.6, 1.3, 2.9, 5.9, 12.5, 17.5, 21.2, 21.8, 18.5, 15.2, 14.5, 12.0,
    10.9, 11.5, 14.1, 15.8, 17.6, 15.0, 11.2
  };

  private static final double MEAN_OF_ACTIVE_HOURS = 23.6;

  private static final double[] QUANTILE = {0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1};
  private static final double[] LITRES = {1.0, 4, 11, 27, 57, 83, 161, 420};

  private HouseholdProfile() {}

  /** The odds that an hour sees any use, before a household's own habits. */
  static double oddsOfUse(int hour, DayKind day) {
    double share = ACTIVE_SHARE[hour];
    double mean = day == DayKind.WEEKEND ? WEEKEND_MEAN[hour] : WEEKDAY_MEAN[hour];
    double average = (5 * WEEKDAY_MEAN[hour] + 2 * WEEKEND_MEAN[hour]) / 7;
    return share / (1 - share) * Math.pow(mean / average, 1.4);
  }

  /** How an hour's volume compares with the day's, given that there is any. */
  static double volumeShape(int hour) {
    return MEAN_WHEN_ACTIVE[hour] / MEAN_OF_ACTIVE_HOURS;
  }

  /** The odds that an hour sees any use in a business. */
  static double oddsOfUseInBusiness(int hour, DayKind day) {
    boolean open = hour >= 7 && hour < 18;
    double odds = open ? 6 : 0.25;
    return day == DayKind.WEEKEND ? odds * 0.25 : odds;
  }

  /**
   * The litres of an hour with use, from a number in [0, 1): quantiles joined by straight lines of
   * the logarithm.
   */
  static double litres(double probability) {
    int upper = 1;
    while (probability > QUANTILE[upper]) {
      upper++;
    }
    double share = (probability - QUANTILE[upper - 1]) / (QUANTILE[upper] - QUANTILE[upper - 1]);
    return LITRES[upper - 1] * Math.pow(LITRES[upper] / LITRES[upper - 1], share);
  }

  /** Weekday or weekend. */
  enum DayKind {
    WEEKDAY,
    WEEKEND
  }
}

package io.watershed.batch.run;

import io.watershed.core.settings.Settings;
import java.time.Duration;

/**
 * The settings of the forecasts.
 *
 * @param historyDays days of hourly levels that are learned and forecast from
 * @param backtestHours hours back that a fleet without forecasts, or one that was not forecast for
 *     a while, is forecast from
 * @param refitHours hours after which the model is fitted anew
 * @param rounds trees of each lead time's model
 * @param fitOrigins hours of gauges that the model is fitted on at most
 */
record ForecastSettings(
    int historyDays, int backtestHours, int refitHours, int rounds, int fitOrigins) {

  /** The settings {@code forecast.*}. */
  static ForecastSettings from(Settings settings) {
    return new ForecastSettings(
        settings.integer("forecast.history-days", 11, 366),
        settings.integer("forecast.backtest-hours", 1, 24 * 366),
        (int)
            settings
                .duration("forecast.refit-every", Duration.ofHours(1), Duration.ofDays(366))
                .toHours(),
        settings.integer("forecast.rounds", 1, 10_000),
        settings.integer("forecast.fit-origins", 1000, 10_000_000));
  }
}

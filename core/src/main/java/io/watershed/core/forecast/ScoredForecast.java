package io.watershed.core.forecast;

/**
 * A past forecast of one lead time beside what came.
 *
 * @param originHour its origin, in hours since the epoch
 * @param lead hours ahead
 * @param persistence the level at the origin, metres
 * @param level the forecast
 * @param low the lower end of its interval
 * @param high the upper end
 * @param probabilityAbove the probability given for being above high water; {@code NaN} without one
 * @param highWater the gauge's high water, metres; {@code NaN} without one
 * @param truth the level that came, metres
 */
public record ScoredForecast(
    long originHour,
    int lead,
    double persistence,
    double level,
    double low,
    double high,
    double probabilityAbove,
    double highWater,
    double truth) {}

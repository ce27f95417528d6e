/**
 * The forecast of river and lake levels, 1 to 24 hours ahead, with its intervals and its skill.
 *
 * <p>Shape: {@link io.watershed.core.forecast.LevelScreening} makes an hourly {@link
 * io.watershed.core.forecast.GaugeSeries} of raw observations; {@link
 * io.watershed.core.forecast.ForecastFitter} learns a {@link
 * io.watershed.core.forecast.ForecastModel} from the series of many gauges; {@link
 * io.watershed.core.forecast.Forecaster} forecasts them all at one origin and keeps a {@link
 * io.watershed.core.forecast.StationTracker} per gauge up to date with what came.
 *
 * <p>Everything at an origin is a function of what was known at that hour; nothing here reads
 * files, knows Spark or asks for the present time. How it was chosen and what it reaches: {@code
 * docs/decisions/water-level-forecast.md}.
 */
package io.watershed.core.forecast;

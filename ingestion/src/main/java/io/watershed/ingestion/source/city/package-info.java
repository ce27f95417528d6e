/**
 * Services that tell the present weather of a city: WeatherAPI.com and OpenWeather.
 *
 * <p>Their keys come from the environment and show nowhere. Nothing here may write to Kafka.
 */
package io.watershed.ingestion.source.city;

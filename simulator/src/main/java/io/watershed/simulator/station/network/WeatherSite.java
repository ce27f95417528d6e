package io.watershed.simulator.station.network;

import io.watershed.simulator.station.weather.Place;
import java.time.ZoneId;

/**
 * A weather station.
 *
 * @param id the station's id
 * @param name its name
 * @param city the place whose weather it tells
 * @param place where it stands
 * @param province abbreviation; null where none is known
 * @param zone its time zone
 * @param basin number of the basin it stands in
 */
public record WeatherSite(
    String id, String name, String city, Place place, String province, ZoneId zone, int basin) {}

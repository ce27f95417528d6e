package io.watershed.ingestion.source.city;

import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A city whose weather is asked for.
 *
 * @param id our own id of it, part of its station's
 * @param query how its provider finds it
 */
record City(String id, String query) {

  /**
   * The station that the city becomes; its city has our own id where its provider names none.
   *
   * @param name the provider's, or null
   * @param province the provider's, or null
   */
  Station station(
      String provider,
      String name,
      Optional<Double> latitude,
      Optional<Double> longitude,
      String province,
      ZoneId zone) {
    return new Station(
        stationId(provider),
        StationKind.WEATHER,
        name,
        latitude.orElse(null),
        longitude.orElse(null),
        null,
        province,
        name == null ? id : name,
        zone,
        null,
        null);
  }

  /** The id of the station that the city becomes. */
  String stationId(String provider) {
    return provider + ":" + id;
  }
}

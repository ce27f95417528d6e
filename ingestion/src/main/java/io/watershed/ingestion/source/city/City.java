package io.watershed.ingestion.source.city;

/**
 * A city whose weather is asked for.
 *
 * @param id our own id of it, part of its station's
 * @param query how its provider finds it
 */
record City(String id, String query) {

  /** The id of the station that the city becomes. */
  String stationId(String provider) {
    return provider + ":" + id;
  }
}

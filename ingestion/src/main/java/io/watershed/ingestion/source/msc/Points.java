package io.watershed.ingestion.source.msc;

import com.fasterxml.jackson.databind.JsonNode;

/** The place of a feature: longitude, latitude and perhaps elevation. */
final class Points {

  private Points() {}

  static Double longitude(JsonNode feature) {
    return coordinate(feature, 0);
  }

  static Double latitude(JsonNode feature) {
    return coordinate(feature, 1);
  }

  static Double elevation(JsonNode feature) {
    return coordinate(feature, 2);
  }

  private static Double coordinate(JsonNode feature, int index) {
    JsonNode number = feature.path("geometry").path("coordinates").path(index);
    return number.isNumber() ? number.doubleValue() : null;
  }
}

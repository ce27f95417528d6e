package io.watershed.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Where something is, as documents say it.
 *
 * @param latitude degrees north
 * @param longitude degrees east
 */
public record Place(double latitude, double longitude) {

  /**
   * The place of a field of type {@link io.watershed.core.contract.FieldType#PLACE}; empty where
   * there is none. It is an object of {@code lat} and {@code lon}.
   */
  public static Optional<Place> of(JsonNode location) {
    if (location.isTextual()) {
      // Copies that serving of an earlier version made say "lat,lon" until they are made again.
      String[] parts = location.asText().split(",");
      return Optional.of(
          new Place(Double.parseDouble(parts[0]), Double.parseDouble(parts[1].strip())));
    }
    return location.path("lat").isNumber()
        ? Optional.of(new Place(location.get("lat").asDouble(), location.get("lon").asDouble()))
        : Optional.empty();
  }
}

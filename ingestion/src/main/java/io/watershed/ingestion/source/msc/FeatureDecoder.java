package io.watershed.ingestion.source.msc;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.core.reading.MessageRejectedException;
import io.watershed.ingestion.source.Decoded;
import java.util.Map;

/** Makes an observation of a feature of one collection. */
interface FeatureDecoder {

  /**
   * A feature to read.
   *
   * @param json its fields
   * @param body its text, verbatim
   * @param minimumQuality the smallest mark of a value that is trusted
   */
  record Feature(JsonNode json, String body, int minimumQuality) {}

  /**
   * Reads a feature.
   *
   * @throws MessageRejectedException if a field is missing or cannot be what it should be
   */
  Decoded decode(Feature feature) throws MessageRejectedException;

  /** The property, and its value, by which the features of one of our stations are asked for. */
  Map.Entry<String, String> filter(String stationId);
}

package io.watershed.ingestion.source.city;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.core.json.Json;
import io.watershed.ingestion.source.http.BadAnswerException;

/** Bodies that are one JSON object. */
final class Bodies {

  private static final int LONGEST_QUOTE = 200;

  private Bodies() {}

  /** The object of a body. */
  static JsonNode object(String body) throws BadAnswerException {
    try {
      JsonNode json = Json.MAPPER.readTree(body);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException malformed) {
      throw new BadAnswerException("its body cannot be read as JSON: " + quote(body));
    }
    throw new BadAnswerException("its body is no JSON object: " + quote(body));
  }

  /** The object of a body that was checked. */
  static JsonNode checked(String body) {
    try {
      return object(body);
    } catch (BadAnswerException unchecked) {
      throw new IllegalArgumentException(unchecked.getMessage());
    }
  }

  static String quote(String body) {
    String cut = body.length() <= LONGEST_QUOTE ? body : body.substring(0, LONGEST_QUOTE);
    return cut.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }
}

package io.watershed.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.watershed.core.json.Json;

/** Results on standard output, one JSON object each. */
final class Output {

  private Output() {}

  static void json(Object result) throws JsonProcessingException {
    System.out.println(Json.MAPPER.writeValueAsString(result));
  }
}

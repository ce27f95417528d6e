package io.watershed.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Results on standard output, one JSON object each. */
final class Output {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Output() {}

  static void json(Object result) throws JsonProcessingException {
    System.out.println(JSON.writeValueAsString(result));
  }
}

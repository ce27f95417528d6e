package io.watershed.serving.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** Sort values for tests. */
final class Cursors {

  private Cursors() {}

  static ArrayNode of(String... values) {
    ArrayNode after = new ObjectMapper().createArrayNode();
    for (String value : values) {
      after.add(value);
    }
    return after;
  }
}

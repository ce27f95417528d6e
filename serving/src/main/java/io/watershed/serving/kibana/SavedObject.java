package io.watershed.serving.kibana;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One object of Kibana, such as a dashboard.
 *
 * @param type Kibana's name of its type, such as {@code index-pattern}
 * @param id unique among the objects of its type
 * @param title what people call it
 */
record SavedObject(String type, String id, String title) {

  static SavedObject of(JsonNode line) {
    JsonNode attributes = line.path("attributes");
    String title = attributes.path("title").asText();
    return new SavedObject(
        line.path("type").asText(),
        line.path("id").asText(),
        attributes.path("name").asText(title));
  }

  boolean is(JsonNode answer) {
    return type.equals(answer.path("type").asText()) && id.equals(answer.path("id").asText());
  }

  /** What people call its type. */
  String kind() {
    return switch (type) {
      case "index-pattern" -> "data view";
      default -> type;
    };
  }
}

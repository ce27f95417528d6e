package io.watershed.serving;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The API's own description, to hold answers against. */
final class Description {

  private final JsonNode document;

  Description(JsonNode document) {
    this.document = document;
  }

  /** The paths below {@code /api/v1}. */
  Set<String> paths() {
    Set<String> paths = new TreeSet<>();
    document.path("paths").fieldNames().forEachRemaining(paths::add);
    return paths;
  }

  /** The query parameters of a path. */
  Set<String> parameters(String path) {
    Set<String> names = new TreeSet<>();
    for (JsonNode parameter : document.path("paths").path(path).at("/get/parameters")) {
      if (parameter.path("in").asText().equals("query")) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  /** Whether a path answers in JSON of a described shape. */
  boolean isJson(String path) {
    return !schema(path).isMissingNode();
  }

  private JsonNode schema(String path) {
    return document
        .path("paths")
        .path(path)
        .path("get")
        .path("responses")
        .path("200")
        .path("content")
        .path("application/json")
        .path("schema");
  }

  /** Where an answer of a path is other than described, in both directions. */
  List<String> differences(String path, JsonNode answer) {
    List<String> differences = new ArrayList<>();
    compare(path, schema(path), answer, differences);
    return differences;
  }

  /** The same for a shape by its name. */
  List<String> differences(String place, String name, JsonNode answer) {
    List<String> differences = new ArrayList<>();
    compare(place, document.at("/components/schemas/" + name), answer, differences);
    return differences;
  }

  private JsonNode resolved(JsonNode schema) {
    JsonNode found = schema.has("allOf") ? schema.path("allOf").path(0) : schema;
    return found.has("$ref") ? document.at(found.path("$ref").asText().substring(1)) : found;
  }

  private void compare(String at, JsonNode given, JsonNode value, List<String> differences) {
    JsonNode schema = resolved(given);
    if (value.isNull()) {
      if (!given.path("nullable").asBoolean() && !schema.path("nullable").asBoolean()) {
        differences.add(at + " is null");
      }
      return;
    }
    boolean fits =
        switch (schema.path("type").asText()) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          default -> false;
        };
    if (!fits) {
      differences.add(at + " is " + value + ", not " + schema.path("type"));
    } else if (value.isArray()) {
      value.forEach(item -> compare(at + "[]", schema.path("items"), item, differences));
    } else if (value.isObject()) {
      fields(at, schema, value, differences);
    } else if (schema.has("enum")) {
      Set<String> allowed = new TreeSet<>();
      schema.path("enum").forEach(one -> allowed.add(one.asText()));
      if (!allowed.contains(value.asText())) {
        differences.add(at + " is " + value + ", not of " + allowed);
      }
    }
  }

  private void fields(String at, JsonNode schema, JsonNode value, List<String> differences) {
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) {
        differences.add(at + "." + name.asText() + " is missing");
      }
    }
    JsonNode others = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode described = schema.path("properties").path(field.getKey());
      if (!described.isMissingNode()) {
        compare(at + "." + field.getKey(), described, field.getValue(), differences);
      } else if (others.isObject()) {
        compare(at + "." + field.getKey(), others, field.getValue(), differences);
      } else if (!others.asBoolean()) {
        differences.add(at + "." + field.getKey() + " is not described");
      }
    }
  }
}

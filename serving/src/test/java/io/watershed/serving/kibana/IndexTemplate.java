package io.watershed.serving.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** The mapping that the indices of a pattern have. */
record IndexTemplate(JsonNode json) {
  private static final Set<String> NUMBERS = Set.of("integer", "long", "double");

  /** The template whose pattern is that of a data view. */
  static IndexTemplate of(String pattern) {
    try (Stream<Path> files = Files.list(KibanaFiles.FOLDER.resolve("index-templates"))) {
      for (Path file : files.toList()) {
        JsonNode json = KibanaFiles.parse(Files.readString(file));
        if (KibanaFiles.stream(json.get("index_patterns"))
            .anyMatch(each -> each.asText().equals(pattern))) {
          return new IndexTemplate(json);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    throw new AssertionError("no index template is for " + pattern);
  }

  boolean has(String field) {
    return !mapping(field).isMissingNode();
  }

  String type(String field) {
    return mapping(field).path("type").asText();
  }

  boolean isNumber(String field) {
    return NUMBERS.contains(type(field));
  }

  boolean isDate(String field) {
    return type(field).equals("date");
  }

  /** Whether values can be told apart and grouped by. */
  boolean isGroupable(String field) {
    return hasDocValues(field)
        && (Set.of("keyword", "boolean", "date").contains(type(field)) || isNumber(field));
  }

  boolean isIndexed(String field) {
    return mapping(field).path("index").asBoolean(true);
  }

  boolean hasDocValues(String field) {
    return !type(field).equals("text") && mapping(field).path("doc_values").asBoolean(true);
  }

  private JsonNode mapping(String field) {
    return json.at("/template/mappings/properties").path(field);
  }
}

package io.watershed.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.Column;
import io.watershed.core.contract.Named;
import io.watershed.core.json.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A document as a search finds it, read by its fields. A field that it lacks is null.
 *
 * @param id its id
 * @param source its fields
 * @param sort the values that it was sorted by; a missing node where it was not
 */
public record Document(String id, JsonNode source, JsonNode sort) {

  /** Of which nothing is known. */
  public static final Document NONE =
      new Document("", MissingNode.getInstance(), MissingNode.getInstance());

  /** A hit of a search, or what a question for one document brought. */
  static Document of(JsonNode hit) {
    JsonNode source = hit.has("fields") ? firstOfEach(hit.get("fields")) : hit.path("_source");
    return new Document(hit.path("_id").asText(), source, hit.path("sort"));
  }

  /** Indexed values come in lists, also where a field has one. */
  private static ObjectNode firstOfEach(JsonNode fields) {
    ObjectNode source = Json.MAPPER.createObjectNode();
    fields.properties().forEach(field -> source.set(field.getKey(), field.getValue().get(0)));
    return source;
  }

  /** An object inside a document, to be read as one. */
  public static Document inside(JsonNode object) {
    return new Document("", object, MissingNode.getInstance());
  }

  /** Whether it has a value in a field. */
  public boolean has(Named field) {
    return source.hasNonNull(field.name());
  }

  /** A field as it is; a missing node where there is none. */
  public JsonNode node(Named field) {
    return source.path(field.name());
  }

  /** A text. */
  public String text(Named field) {
    return has(field) ? node(field).asText() : null;
  }

  /** A text, or another where there is none. */
  public String text(Named field, String otherwise) {
    return has(field) ? node(field).asText() : otherwise;
  }

  /** A number. */
  public Double number(Named field) {
    return node(field).isNumber() ? (Double) node(field).asDouble() : null;
  }

  /** A whole number. */
  public Long count(Named field) {
    return node(field).isNumber() ? (Long) node(field).asLong() : null;
  }

  /** True or false. */
  public Boolean truth(Named field) {
    return node(field).isBoolean() ? (Boolean) node(field).asBoolean() : null;
  }

  /** An instant. */
  public Instant instant(Named field) {
    return has(field) ? Instant.parse(node(field).asText()) : null;
  }

  /** A local day. */
  public LocalDate day(Named field) {
    return has(field) ? LocalDate.parse(node(field).asText()) : null;
  }

  /** Texts; of one that is not in a list, a list of it. */
  public List<String> texts(Named field) {
    List<String> texts = new ArrayList<>();
    JsonNode node = node(field);
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  /** The objects of a list, or none. */
  public List<Document> objects(Named field) {
    List<Document> objects = new ArrayList<>();
    node(field).forEach(one -> objects.add(inside(one)));
    return objects;
  }

  /**
   * The copy of a column, of the column's own class.
   *
   * @throws IllegalArgumentException if documents hold another class than the column does, as of
   *     {@link io.watershed.core.contract.ColumnType#WALL_CLOCK}: see {@link #instant}
   */
  @SuppressWarnings("unchecked") // the class that a column's type names is its parameter
  public <T> T value(Column<T> column) {
    Object value =
        switch (column.type()) {
          case TEXT -> text(column);
          case INTEGER -> count(column) == null ? null : Math.toIntExact(count(column));
          case LONG -> count(column);
          case DOUBLE -> number(column);
          case BOOLEAN -> truth(column);
          case DATE -> day(column);
          case INSTANT -> instant(column);
          case TEXTS -> texts(column);
          case WALL_CLOCK, COUNTS, BYTES ->
              throw new IllegalArgumentException(
                  "a document has no " + column.type() + " as " + column + " is");
        };
    return (T) value;
  }
}

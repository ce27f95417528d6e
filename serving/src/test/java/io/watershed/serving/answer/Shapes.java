package io.watershed.serving.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What records look like in JSON, by the names that their shapes have in the description. */
final class Shapes {

  private static final String REFERENCE = "#/components/schemas/";

  /**
   * The shape of a field.
   *
   * @param type such as {@code string}; empty where it is a reference
   * @param format such as {@code date-time}; empty for any
   * @param reference the name of another shape; empty where it is none
   * @param item what a list holds, or a map by name; null for others
   * @param always whether it is there in every answer
   * @param nullable whether it may be null
   */
  record Shape(
      String type, String format, String reference, Shape item, boolean always, boolean nullable) {

    /** Where a property is described as something else. */
    List<String> differences(JsonNode property) {
      List<String> differences = new ArrayList<>();
      JsonNode schema = property.has("allOf") ? property.at("/allOf/0") : property;
      if (!reference.isEmpty() || schema.has("$ref")) {
        String found = schema.path("$ref").asText().replace(REFERENCE, "");
        if (!found.equals(reference)) {
          differences.add("is described as " + found + ", not " + reference);
        }
      } else if (!schema.path("type").asText().equals(type)) {
        differences.add("is described as " + schema.path("type").asText() + ", not " + type);
      } else if (!format.isEmpty() && !schema.path("format").asText().equals(format)) {
        differences.add("has the format " + schema.path("format") + ", not " + format);
      }
      if (!nullable && property.path("nullable").asBoolean()) {
        differences.add("is described as null at times, which it cannot be");
      }
      if (item != null) {
        JsonNode described = schema.path(type.equals("array") ? "items" : "additionalProperties");
        item.differences(described).forEach(one -> differences.add("[] " + one));
      }
      return differences;
    }
  }

  private final Map<Class<?>, String> enums;
  private final Map<String, Map<String, Shape>> shapes = new TreeMap<>();

  /**
   * No shapes yet.
   *
   * @param enums the names of the closed sets
   */
  Shapes(Map<Class<?>, String> enums) {
    this.enums = enums;
  }

  /** Adds a record and all that it holds. */
  void add(Class<? extends Record> type) {
    if (shapes.containsKey(nameOf(type))) {
      return;
    }
    Map<String, Shape> fields = new LinkedHashMap<>();
    shapes.put(nameOf(type), fields);
    addFields(type, fields);
  }

  private void addFields(Class<?> type, Map<String, Shape> fields) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (annotated(component, JsonUnwrapped.class)) {
        addFields(component.getType(), fields);
      } else {
        Shape shape = of(component.getGenericType(), enums);
        fields.put(
            component.getName(),
            new Shape(
                shape.type(),
                shape.format(),
                shape.reference(),
                shape.item(),
                !annotated(component, JsonInclude.class),
                shape.nullable()));
        addHeld(component.getGenericType());
      }
    }
  }

  private static boolean annotated(
      RecordComponent component, Class<? extends java.lang.annotation.Annotation> annotation) {
    return component.getAccessor().isAnnotationPresent(annotation);
  }

  private void addHeld(Type type) {
    if (type instanceof ParameterizedType holder) {
      for (Type held : holder.getActualTypeArguments()) {
        addHeld(held);
      }
    } else if (type instanceof Class<?> single && single.isRecord()) {
      add(single.asSubclass(Record.class));
    }
  }

  /** All records that were added, with their fields. */
  Map<String, Map<String, Shape>> all() {
    return shapes;
  }

  /** The name of a record in the description: {@code Day} for {@code DayAnswer}. */
  static String nameOf(Class<?> type) {
    String own = type.getSimpleName().replaceAll("(Answer|Figures)$", "");
    return type.getEnclosingClass() == null ? own : nameOf(type.getEnclosingClass()) + own;
  }

  /** The shape of values of a type. */
  static Shape of(Type type, Map<Class<?>, String> enums) {
    if (type instanceof ParameterizedType holder) {
      Type[] held = holder.getActualTypeArguments();
      boolean list = holder.getRawType().equals(List.class);
      Shape item = of(held[held.length - 1], enums);
      return new Shape(list ? "array" : "object", "", "", item, true, true);
    }
    Class<?> single = (Class<?>) type;
    if (single.isRecord()) {
      return new Shape("", "", nameOf(single), null, true, true);
    }
    if (enums.containsKey(single)) {
      return new Shape("", "", enums.get(single), null, true, true);
    }
    if (JsonNode.class.isAssignableFrom(single)) {
      return new Shape("", "", "Check", null, true, true);
    }
    return new Shape(name(single), format(single), "", null, true, !single.isPrimitive());
  }

  private static String name(Class<?> type) {
    if (List.of(String.class, Instant.class, LocalDate.class, ZoneId.class, Duration.class)
        .contains(type)) {
      return "string";
    }
    if (List.of(int.class, long.class, Integer.class, Long.class).contains(type)) {
      return "integer";
    }
    if (List.of(double.class, Double.class).contains(type)) {
      return "number";
    }
    if (List.of(boolean.class, Boolean.class).contains(type)) {
      return "boolean";
    }
    throw new IllegalArgumentException("an answer cannot hold a " + type);
  }

  private static String format(Class<?> type) {
    return type.equals(Instant.class) ? "date-time" : type.equals(LocalDate.class) ? "date" : "";
  }
}

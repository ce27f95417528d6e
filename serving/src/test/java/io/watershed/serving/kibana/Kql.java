package io.watershed.serving.kibana;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of Kibana's query language that the dashboards use: {@code field : value} and {@code
 * "field": *}, joined by {@code and}.
 */
final class Kql {
  private static final Pattern TERM =
      Pattern.compile("\"?([a-z_]+)\"?\\s*:\\s*([A-Za-z0-9_]+|\\*)");

  private Kql() {}

  /** One condition; the value {@code *} means that the field is there. */
  record Condition(String field, String value) {
    Map<String, Object> query() {
      return value.equals("*")
          ? Map.of("exists", Map.of("field", field))
          : Map.of("match", Map.of(field, value));
    }
  }

  static List<Condition> parse(String query) {
    List<Condition> conditions = new ArrayList<>();
    if (query.isBlank()) {
      return conditions;
    }
    for (String part : query.split("\\s+and\\s+")) {
      Matcher term = TERM.matcher(part.strip());
      if (!term.matches()) {
        throw new IllegalArgumentException("a query that these tests do not know: " + query);
      }
      conditions.add(new Condition(term.group(1), term.group(2)));
    }
    return conditions;
  }
}

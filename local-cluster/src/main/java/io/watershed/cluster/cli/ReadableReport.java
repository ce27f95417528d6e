package io.watershed.cluster.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.watershed.core.json.Json;

/** Shows a JSON report to people: one figure a line, groups indented, long lists cut. */
final class ReadableReport {
  private static final int LONGEST_LIST = 30;

  private ReadableReport() {}

  /** What a process printed: JSON where it is, else the text itself. */
  static JsonNode parse(String output) {
    try {
      JsonNode node = Json.MAPPER.readTree(output);
      return node == null || node.isMissingNode() ? TextNode.valueOf("") : node;
    } catch (JsonProcessingException plain) {
      return TextNode.valueOf(output.strip());
    }
  }

  /** The report as lines. */
  static String of(JsonNode report) {
    StringBuilder text = new StringBuilder();
    append(text, report, 0);
    return text.toString().stripTrailing();
  }

  private static void append(StringBuilder text, JsonNode node, int depth) {
    String indent = "  ".repeat(depth);
    if (node.isObject()) {
      node.properties()
          .forEach(
              field -> {
                JsonNode value = field.getValue();
                if (value.isContainerNode() && !value.isEmpty()) {
                  text.append(indent).append(words(field.getKey())).append('\n');
                  append(text, value, depth + 1);
                } else {
                  int width = Math.max(1, 40 - indent.length());
                  text.append(indent)
                      .append(
                          String.format(
                              "%-" + width + "s %s",
                              words(field.getKey()),
                              show(field.getKey(), value)))
                      .append('\n');
                }
              });
    } else if (node.isArray()) {
      int shown = 0;
      for (JsonNode element : node) {
        if (shown++ == LONGEST_LIST) {
          text.append(indent).append("… ").append(node.size()).append(" in all\n");
          break;
        }
        text.append(indent).append(inLine(element)).append('\n');
      }
    } else {
      show(node).lines().forEach(line -> text.append(indent).append(line).append('\n'));
    }
  }

  private static String inLine(JsonNode node) {
    if (!node.isObject()) {
      return show(node);
    }
    StringBuilder line = new StringBuilder();
    node.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              String shown =
                  value.isObject() ? "(" + inLine(value) + ")" : show(field.getKey(), value);
              if (!shown.isBlank()) {
                line.append(line.isEmpty() ? "" : ", ")
                    .append(words(field.getKey()))
                    .append(' ')
                    .append(shown);
              }
            });
    return line.toString();
  }

  /** Ids are names, even where they are numbers. */
  private static String show(String key, JsonNode value) {
    return key.endsWith("Id") ? value.asText() : show(value);
  }

  private static String show(JsonNode value) {
    if (value.isIntegralNumber()) {
      return String.format("%,d", value.asLong());
    }
    if (value.isBoolean()) {
      return value.asBoolean() ? "yes" : "NO";
    }
    return value.isContainerNode() ? "none" : value.asText();
  }

  /** {@code rowsInHive} becomes "rows in hive". */
  private static String words(String key) {
    return key.replaceAll("([a-z])([A-Z])", "$1 $2")
        .replace('_', ' ')
        .toLowerCase(java.util.Locale.ROOT);
  }
}

package io.watershed.simulator.replay;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** CSV cells as JSON values. Odd cells stay as odd as JSON allows: the pipeline judges them. */
final class JsonCells {

  private static final Pattern WHOLE = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private JsonCells() {}

  /** A meter's id: a number where it is one. */
  static String id(String cell) {
    return WHOLE.matcher(cell).matches() ? cell : text(cell);
  }

  /** A value: a number, a bare NaN or infinity, null for nothing, else a text. */
  static String value(String cell) {
    if (cell.isEmpty()) {
      return "null";
    }
    if (NUMBER.matcher(cell).matches()
        || cell.equals("NaN")
        || cell.equals("Infinity")
        || cell.equals("-Infinity")) {
      return cell;
    }
    try {
      return new BigDecimal(cell).toString();
    } catch (NumberFormatException noNumber) {
      return text(cell);
    }
  }

  /** A text, or null for an empty cell. */
  static String textOrNull(String cell) {
    return cell.isEmpty() ? "null" : text(cell);
  }

  /** A text. */
  static String text(String cell) {
    StringBuilder json = new StringBuilder(cell.length() + 2).append('"');
    for (int index = 0; index < cell.length(); index++) {
      char next = cell.charAt(index);
      if (next == '"' || next == '\\') {
        json.append('\\').append(next);
      } else if (next < ' ') {
        json.append(String.format("\\u%04x", (int) next));
      } else {
        json.append(next);
      }
    }
    return json.append('"').toString();
  }
}

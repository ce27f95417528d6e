package io.watershed.hive;

import io.watershed.core.contract.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * How the values of columns pass the driver. It would make {@code java.sql} values of days and wall
 * clocks, which live in this process' time zone and lose the hours that a change to summer time
 * skips there, and JSON text of lists: as text, all of them pass untouched.
 */
final class HiveValues {

  /** Between the texts of a list; a control character, which none of them holds. */
  private static final char BETWEEN = '\u001f';

  private HiveValues() {}

  /**
   * What to select for a column.
   *
   * @throws IllegalArgumentException if its values cannot be read
   */
  static String expression(Column<?> column) {
    String quoted = HiveSql.column(column);
    return switch (column.type()) {
      case TEXT, INTEGER, LONG, DOUBLE, BOOLEAN -> quoted;
      case DATE, WALL_CLOCK -> "CAST(" + quoted + " AS STRING)";
      case TEXTS ->
          "IF(%s IS NULL, NULL, concat_ws(%s, %s))"
              .formatted(quoted, HiveSql.literal(String.valueOf(BETWEEN)), quoted);
      case INSTANT, COUNTS, BYTES ->
          throw new IllegalArgumentException(
              column + " of type " + column.type() + " cannot be read over JDBC");
    };
  }

  /** The value that stands at a place of a result, selected with {@link #expression}. */
  static Object value(Column<?> column, ResultSet row, int place) throws SQLException {
    return switch (column.type()) {
      case TEXT -> row.getString(place);
      case INTEGER -> {
        int value = row.getInt(place);
        yield row.wasNull() ? null : value;
      }
      case LONG -> {
        long value = row.getLong(place);
        yield row.wasNull() ? null : value;
      }
      case DOUBLE -> {
        double value = row.getDouble(place);
        yield row.wasNull() || !Double.isFinite(value) ? null : value;
      }
      case BOOLEAN -> {
        boolean value = row.getBoolean(place);
        yield row.wasNull() ? null : value;
      }
      case DATE -> day(row.getString(place));
      case WALL_CLOCK -> wallClock(row.getString(place));
      case TEXTS -> texts(row.getString(place));
      case INSTANT, COUNTS, BYTES ->
          throw new IllegalArgumentException(
              column + " of type " + column.type() + " cannot be read over JDBC");
    };
  }

  private static LocalDate day(String text) {
    return text == null ? null : LocalDate.parse(text);
  }

  /** What a clock shows, of {@code 2022-07-13 07:30:01.5}. */
  static LocalDateTime wallClock(String text) {
    return text == null ? null : LocalDateTime.parse(text.replace(' ', 'T'));
  }

  private static List<String> texts(String text) {
    if (text == null) {
      return null;
    }
    return text.isEmpty() ? List.of() : List.of(text.split(String.valueOf(BETWEEN), -1));
  }
}

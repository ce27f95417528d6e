package io.watershed.serving.export;

import io.watershed.core.contract.Column;
import io.watershed.hive.HiveRow;
import io.watershed.serving.csv.Cells;
import java.time.LocalDateTime;
import java.util.List;

/**
 * One column of an export.
 *
 * @param header its name in the CSV file
 * @param column the column of the table
 */
record ExportColumn(String header, Column<?> column) {

  /** Whether a file has cells for what a column holds. */
  static boolean fits(Column<?> column) {
    return switch (column.type()) {
      case TEXT, INTEGER, LONG, DOUBLE, BOOLEAN, DATE, WALL_CLOCK, TEXTS -> true;
      case INSTANT, COUNTS, BYTES -> false;
    };
  }

  /** The cell of a row; null is an empty one. */
  String cell(HiveRow row) {
    Object value = row.get(column);
    if (value == null) {
      return null;
    }
    return switch (column.type()) {
      case TEXT -> Cells.text((String) value);
      case INTEGER, LONG, BOOLEAN, DATE -> value.toString();
      case DOUBLE -> Cells.number((Double) value);
      case WALL_CLOCK ->
          column.isInstant()
              ? Cells.instant((LocalDateTime) value)
              : Cells.wallClock((LocalDateTime) value);
      case TEXTS ->
          Cells.text(String.join(" ", ((List<?>) value).stream().map(Object::toString).toList()));
      case INSTANT, COUNTS, BYTES ->
          throw new IllegalArgumentException("no cell can hold " + column);
    };
  }
}

package io.watershed.serving.export;

import io.watershed.hive.HiveSql;
import io.watershed.serving.csv.Cells;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One column of an export.
 *
 * @param header its name in the CSV file
 * @param hiveColumn its name in Hive
 * @param type how its values become cells
 */
record Column(String header, String hiveColumn, Type type) {

  /** What a column holds. */
  enum Type {
    TEXT,
    WHOLE_NUMBER,
    NUMBER,
    DATE,
    /** True or false. */
    TRUTH,
    /** A zone-less timestamp that holds UTC wall-clock. */
    UTC_TIMESTAMP
  }

  static Column text(String name) {
    return new Column(name, name, Type.TEXT);
  }

  static Column number(String name) {
    return new Column(name, name, Type.NUMBER);
  }

  static Column wholeNumber(String name) {
    return new Column(name, name, Type.WHOLE_NUMBER);
  }

  static Column truth(String name) {
    return new Column(name, name, Type.TRUTH);
  }

  static Column utcTimestamp(String name) {
    return new Column(name, name, Type.UTC_TIMESTAMP);
  }

  /** What to select. */
  String expression() {
    String quoted = HiveSql.identifier(hiveColumn);
    return switch (type) {
      case TEXT, WHOLE_NUMBER, NUMBER, TRUTH -> quoted;
      // The driver makes java.sql values, which live in this process' time zone and lose the hours
      // that a change to summer time skips there; text passes untouched.
      case DATE, UTC_TIMESTAMP -> "CAST(" + quoted + " AS STRING)";
    };
  }

  /** The cell of the current row; null is an empty one. */
  String cell(ResultSet row, int index) throws SQLException {
    return switch (type) {
      case TEXT -> Cells.text(row.getString(index));
      case WHOLE_NUMBER -> {
        long value = row.getLong(index);
        yield row.wasNull() ? null : Long.toString(value);
      }
      case NUMBER -> {
        double value = row.getDouble(index);
        yield row.wasNull() ? null : Cells.number(value);
      }
      case DATE -> row.getString(index);
      case TRUTH -> {
        boolean value = row.getBoolean(index);
        yield row.wasNull() ? null : Boolean.toString(value);
      }
      case UTC_TIMESTAMP -> Cells.instant(row.getString(index));
    };
  }
}

package io.watershed.serving.connect;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A column of a Hive table as Tableau shows it.
 *
 * @param column its name in Hive
 * @param caption what people read
 * @param kind how it is used
 */
record Field(String column, String caption, Kind kind) {

  /** A column that is used as its type says. */
  Field(Column<?> column, String caption) {
    this(column, caption, Kind.of(column).orElseThrow());
  }

  /** A column that is used otherwise than its type says. */
  Field(Column<?> column, String caption, Kind kind) {
    this(column.name(), caption, kind);
  }

  /**
   * All fields of a table, in an order that a table may only add to: those that stand first, then
   * each column that the table has gained, called as in Hive until somebody finds better words.
   *
   * @param first the fields with their words
   * @param leftOut the columns that Tableau does not show
   */
  static List<Field> of(Table table, List<Field> first, Set<Column<?>> leftOut) {
    Set<String> known = first.stream().map(Field::column).collect(Collectors.toSet());
    List<Field> fields = new ArrayList<>(first);
    for (Column<?> column : table.allColumns()) {
      if (!known.contains(column.name()) && !leftOut.contains(column)) {
        Kind.of(column).ifPresent(kind -> fields.add(new Field(column, words(column), kind)));
      }
    }
    return List.copyOf(fields);
  }

  private static String words(Column<?> column) {
    String words = column.name().replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** How a column is used, with Tableau's words for it. */
  enum Kind {
    TEXT("string", "dimension", "nominal", 129, "Count", null),
    CODE("integer", "dimension", "ordinal", 3, "Count", "n0"),
    FLAG("boolean", "dimension", "nominal", 11, "Count", null),
    DATE("date", "dimension", "ordinal", 7, "Year", "*yyyy-MM-dd"),
    TIME("datetime", "dimension", "ordinal", 135, "Year", "*yyyy-MM-dd HH:mm:ss"),
    COUNT("integer", "measure", "quantitative", 20, "Sum", "n#,##0;-#,##0"),
    AMOUNT("real", "measure", "quantitative", 5, "Sum", "n#,##0.0;-#,##0.0"),
    LEVEL("real", "measure", "quantitative", 5, "Avg", "n#,##0.00;-#,##0.00"),
    HIGHEST("real", "measure", "quantitative", 5, "Max", "n#,##0.00;-#,##0.00"),
    LOWEST("real", "measure", "quantitative", 5, "Min", "n#,##0.00;-#,##0.00");

    private final String dataType;
    private final String role;
    private final String type;
    private final int remoteType;
    private final String aggregation;
    private final String format;

    Kind(
        String dataType,
        String role,
        String type,
        int remoteType,
        String aggregation,
        String format) {
      this.dataType = dataType;
      this.role = role;
      this.type = type;
      this.remoteType = remoteType;
      this.aggregation = aggregation;
      this.format = format;
    }

    /** How a column is used unless somebody says otherwise; empty where Tableau cannot use it. */
    static Optional<Kind> of(Column<?> column) {
      return switch (column.type()) {
        case TEXT -> Optional.of(TEXT);
        case INTEGER, LONG -> Optional.of(COUNT);
        case DOUBLE -> Optional.of(LEVEL);
        case BOOLEAN -> Optional.of(FLAG);
        case DATE -> Optional.of(DATE);
        case WALL_CLOCK -> Optional.of(TIME);
        case INSTANT, TEXTS, COUNTS, BYTES -> Optional.empty();
      };
    }

    String dataType() {
      return dataType;
    }

    String role() {
      return role;
    }

    /** Nominal, ordinal or quantitative. */
    String type() {
      return type;
    }

    /** The number of the type in OLE DB, which Tableau's files use for every database. */
    int remoteType() {
      return remoteType;
    }

    /** What Tableau does with the values unless a person chooses otherwise. */
    String aggregation() {
      return aggregation;
    }

    /** The default format, in Tableau's notation. */
    Optional<String> format() {
      return Optional.ofNullable(format);
    }
  }
}

package io.watershed.serving.connect;

import java.util.Optional;

/**
 * A column of a Hive table as Tableau shows it.
 *
 * @param column its name in Hive
 * @param caption what people read
 * @param kind how it is used
 */
record Field(String column, String caption, Kind kind) {

  /** How a column is used, with Tableau's words for it. */
  enum Kind {
    TEXT("string", "dimension", "nominal", 129, "Count", null),
    CODE("integer", "dimension", "ordinal", 3, "Count", "n0"),
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

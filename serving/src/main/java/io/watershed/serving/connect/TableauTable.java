package io.watershed.serving.connect;

import static io.watershed.serving.connect.Field.Kind.AMOUNT;
import static io.watershed.serving.connect.Field.Kind.CODE;
import static io.watershed.serving.connect.Field.Kind.COUNT;
import static io.watershed.serving.connect.Field.Kind.DATE;
import static io.watershed.serving.connect.Field.Kind.HIGHEST;
import static io.watershed.serving.connect.Field.Kind.LEVEL;
import static io.watershed.serving.connect.Field.Kind.LOWEST;
import static io.watershed.serving.connect.Field.Kind.TEXT;
import static io.watershed.serving.connect.Field.Kind.TIME;

import java.util.List;

/** The tables of the Tableau data source, the one with the figures first. */
// The lists are made by List.of.
@SuppressWarnings("ImmutableEnumChecker")
enum TableauTable {
  DAILY_STATS(
      "daily_stats",
      "Daily figures",
      "",
      List.of(
          new Field("local_date", "Date", DATE),
          new Field("meter_id", "Meter", TEXT),
          new Field("measurement_type", "Measurement", TEXT),
          new Field("suburb", "Suburb", TEXT),
          new Field("postcode", "Postcode", CODE),
          new Field("usage_type", "Usage", TEXT),
          new Field("meter_type", "Meter family", TEXT),
          new Field("unit", "Unit", TEXT),
          new Field("total_value", "Total of the measurement", AMOUNT),
          new Field("avg_value", "Mean value", LEVEL),
          new Field("max_value", "Highest value", HIGHEST),
          new Field("min_value", "Lowest value", LOWEST),
          new Field("reading_count", "Readings", COUNT),
          new Field("excluded_count", "Readings left out", COUNT),
          new Field("late_count", "Late readings", COUNT),
          new Field("first_event_time", "First reading (UTC)", TIME),
          new Field("last_event_time", "Last reading (UTC)", TIME),
          new Field("register_advance", "Register advance (L)", AMOUNT),
          new Field("register_difference", "Flows less register (L)", AMOUNT),
          new Field("cross_check", "Register check", TEXT))),

  PROBLEMS(
      "v_problem_meters",
      "Problems",
      " (v_problem_meters)",
      List.of(
          new Field("local_date", "Date of the problem", DATE),
          new Field("meter_id", "Meter with the problem", TEXT),
          new Field("problem", "Problem", TEXT),
          new Field("severity", "Severity", TEXT),
          new Field("severity_rank", "Severity rank", CODE),
          new Field("measurement", "Measurement that shows it", TEXT),
          new Field("evidence", "Evidence", TEXT)));

  private final String table;
  private final String caption;
  private final String suffix;
  private final List<Field> fields;

  TableauTable(String table, String caption, String suffix, List<Field> fields) {
    this.table = table;
    this.caption = caption;
    this.suffix = suffix;
    this.fields = fields;
  }

  /** Its name in Hive. */
  String table() {
    return table;
  }

  /** What people read. */
  String caption() {
    return caption;
  }

  List<Field> fields() {
    return fields;
  }

  /** The name of a column in the whole data source, where names are unique. */
  String localName(String column) {
    boolean taken =
        !suffix.isEmpty()
            && DAILY_STATS.fields.stream().anyMatch(field -> field.column().equals(column));
    return "[" + column + (taken ? suffix : "") + "]";
  }
}

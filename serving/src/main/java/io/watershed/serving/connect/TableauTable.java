package io.watershed.serving.connect;

import static io.watershed.serving.connect.Field.Kind.AMOUNT;
import static io.watershed.serving.connect.Field.Kind.CODE;
import static io.watershed.serving.connect.Field.Kind.HIGHEST;
import static io.watershed.serving.connect.Field.Kind.LOWEST;
import static io.watershed.serving.connect.Field.Kind.TEXT;

import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.ProblemMeters;
import java.util.List;
import java.util.Set;

/** The tables of the Tableau data source, the one with the figures first. */
// The lists are made by List.of.
@SuppressWarnings("ImmutableEnumChecker")
enum TableauTable {
  DAILY_STATS(
      DailyStats.TABLE.name(),
      "Daily figures",
      "",
      Field.of(
          DailyStats.TABLE,
          List.of(
              new Field(DailyStats.LOCAL_DATE, "Date"),
              new Field(DailyStats.METER_ID, "Meter"),
              new Field(DailyStats.MEASUREMENT_TYPE, "Measurement"),
              new Field(DailyStats.SUBURB, "Suburb"),
              new Field(DailyStats.POSTCODE, "Postcode", CODE),
              new Field(DailyStats.USAGE_TYPE, "Usage"),
              new Field(DailyStats.METER_TYPE, "Meter family"),
              new Field(DailyStats.UNIT, "Unit"),
              new Field(DailyStats.TOTAL_VALUE, "Total of the measurement", AMOUNT),
              new Field(DailyStats.AVG_VALUE, "Mean value"),
              new Field(DailyStats.MAX_VALUE, "Highest value", HIGHEST),
              new Field(DailyStats.MIN_VALUE, "Lowest value", LOWEST),
              new Field(DailyStats.READING_COUNT, "Readings"),
              new Field(DailyStats.EXCLUDED_COUNT, "Readings left out"),
              new Field(DailyStats.LATE_COUNT, "Late readings"),
              new Field(DailyStats.FIRST_EVENT_TIME, "First reading (UTC)"),
              new Field(DailyStats.LAST_EVENT_TIME, "Last reading (UTC)"),
              new Field(DailyStats.REGISTER_ADVANCE, "Register advance (L)", AMOUNT),
              new Field(DailyStats.REGISTER_DIFFERENCE, "Flows less register (L)", AMOUNT),
              new Field(DailyStats.CROSS_CHECK, "Register check")),
          Set.of(DailyStats.TIME_ZONE))),

  /** The view that the batch layer makes of {@link ProblemMeters}. */
  PROBLEMS(
      "v_problem_meters",
      "Problems",
      " (v_problem_meters)",
      List.of(
          new Field(ProblemMeters.LOCAL_DATE, "Date of the problem"),
          new Field(ProblemMeters.METER_ID, "Meter with the problem"),
          new Field("problem", "Problem", TEXT),
          new Field(ProblemMeters.SEVERITY, "Severity"),
          new Field("severity_rank", "Severity rank", CODE),
          new Field("measurement", "Measurement that shows it", TEXT),
          new Field(ProblemMeters.EVIDENCE, "Evidence")));

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

package io.watershed.serving.views;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.BatchRuns;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.ForecastSkill;
import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.contract.hive.ProblemMeters;
import io.watershed.core.contract.hive.StationMetadata;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import io.watershed.core.contract.index.BatchRunsIndex;
import io.watershed.core.contract.index.ForecastSkillIndex;
import io.watershed.core.contract.index.MeterDaysIndex;
import io.watershed.core.contract.index.MeterMonthsIndex;
import io.watershed.core.contract.index.ProblemMetersIndex;
import io.watershed.core.contract.index.StationMetadataIndex;
import io.watershed.core.contract.index.WaterLevelForecastsIndex;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.hive.HiveRow;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * A table of which each row becomes a document: a column becomes the field of its name, where the
 * index has one. What a row lacks, its document lacks.
 */
// The lists are made by List.copyOf.
@SuppressWarnings("ImmutableEnumChecker")
enum TableCopy {
  /** Figures of days, to which documents add more. */
  DAYS(DailyStats.TABLE, MeterDaysIndex.INDEX),
  /** Figures of months. */
  MONTHS(MonthlyStats.TABLE, MeterMonthsIndex.INDEX),
  /** Problems of meters. */
  PROBLEMS(ProblemMeters.TABLE, ProblemMetersIndex.INDEX),
  /** Runs of the batch layer. */
  RUNS(BatchRuns.TABLE, BatchRunsIndex.INDEX),
  /** What is known of stations. */
  STATIONS(StationMetadata.TABLE, StationMetadataIndex.INDEX),
  /** Forecasts of water levels. */
  FORECASTS(WaterLevelForecasts.TABLE, WaterLevelForecastsIndex.INDEX),
  /** How good the forecasts were. */
  SKILL(ForecastSkill.TABLE, ForecastSkillIndex.INDEX);

  private final Table table;
  private final List<Column<?>> columns;

  TableCopy(Table table, Index index) {
    this.table = table;
    this.columns = index.copiedFrom(table);
  }

  Table table() {
    return table;
  }

  /** What is copied of a row. */
  List<Column<?>> columns() {
    return columns;
  }

  /** Writes the fields of a row into a document that is open. */
  void write(JsonLines json, HiveRow row) {
    columns.forEach(column -> write(json, row, column));
  }

  /** Writes the field of one column, if the row has a value for it. */
  @SuppressWarnings("unchecked") // A column's values are of its type's class.
  static void write(JsonLines json, HiveRow row, Column<?> column) {
    String name = column.name();
    Object value = row.get(column);
    if (value == null) {
      return;
    }
    switch (column.type()) {
      case TEXT -> json.text(name, (String) value);
      case INTEGER, LONG -> json.number(name, ((Number) value).longValue());
      case DOUBLE -> json.number(name, (Double) value);
      case BOOLEAN -> json.flag(name, (Boolean) value);
      case DATE -> json.text(name, value.toString());
      case WALL_CLOCK -> {
        LocalDateTime shown = (LocalDateTime) value;
        if (column.isInstant()) {
          json.instant(name, millis(shown));
        } else {
          json.text(name, DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(shown));
        }
      }
      case INSTANT -> json.instant(name, ((Instant) value).toEpochMilli());
      case TEXTS -> json.texts(name, (List<String>) value);
      case COUNTS, BYTES ->
          throw new IllegalArgumentException(
              column + " of type " + column.type() + " is not copied");
    }
  }

  /** When UTC's clock shows this, milliseconds since 1970. */
  static long millis(LocalDateTime utc) {
    return utc.toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}

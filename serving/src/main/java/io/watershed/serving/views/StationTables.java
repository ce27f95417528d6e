package io.watershed.serving.views;

import io.watershed.core.station.Element;
import io.watershed.hive.HiveSql;
import io.watershed.serving.views.BatchTables.RowReader;
import io.watershed.serving.views.StationRows.ForecastRow;
import io.watershed.serving.views.StationRows.HourRow;
import io.watershed.serving.views.StationRows.MetadataRow;
import io.watershed.serving.views.StationRows.SkillRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads the batch views of the stations for copying; a table that a Hive of older days does not
 * have yet is an empty one. Every statement is one that Hive answers without a Tez session.
 */
final class StationTables {

  /** Hourly figures of stations. */
  static final String HOURS = "station_hourly_summary";

  /** What is known of stations. */
  static final String METADATA = "station_metadata";

  /** Forecasts of water levels. */
  static final String FORECASTS = "water_level_forecasts";

  /** How good forecasts were. */
  static final String SKILL = "forecast_skill";

  private static final int FETCH_ROWS = 10_000;

  private final Connection connection;
  private final String database;

  /** Tables read over a connection that stays the caller's and that is set up for reading. */
  StationTables(Connection connection, String database) {
    this.connection = connection;
    this.database = database;
  }

  /** Whether there is a table of this name. */
  boolean has(String table) throws SQLException {
    List<String> found = new ArrayList<>();
    read(
        "SHOW TABLES IN " + HiveSql.identifier(database) + " LIKE " + HiveSql.literal(table),
        row -> found.add(row.getString(1)));
    return !found.isEmpty();
  }

  private boolean hasColumn(String table, String column) throws SQLException {
    List<String> found = new ArrayList<>();
    read("SHOW COLUMNS IN " + HiveSql.table(database, table), row -> found.add(row.getString(1)));
    return found.stream().anyMatch(name -> name.strip().equals(column));
  }

  /** The days that a table holds, ascending. */
  List<LocalDate> days(String table) throws SQLException {
    List<LocalDate> found = new ArrayList<>();
    if (!has(table)) {
      return found;
    }
    read(
        "SHOW PARTITIONS " + HiveSql.table(database, table),
        row -> {
          String value = row.getString(1);
          String day = value.substring(value.indexOf('=') + 1);
          if (Character.isDigit(day.charAt(0))) {
            found.add(LocalDate.parse(day));
          }
        });
    found.sort(null);
    return found;
  }

  /** The place of a day's files; another one says that the day was written again. */
  String place(String table, String partitionColumn, LocalDate day) throws SQLException {
    StringBuilder place = new StringBuilder();
    read(
        "DESCRIBE FORMATTED "
            + HiveSql.table(database, table)
            + " PARTITION ("
            + HiveSql.identifier(partitionColumn)
            + "="
            + HiveSql.literal(day.toString())
            + ")",
        row -> {
          String name = row.getString(1);
          if (name != null && name.strip().equals("Location:")) {
            place.append(row.getString(2).strip());
          }
        });
    return place.toString();
  }

  /** Hands over the hours of one element on a day of UTC, in no order. */
  void hours(LocalDate day, Element element, Consumer<HourRow> taker) throws SQLException {
    String atStart = hasColumn(HOURS, "start_value") ? "start_value" : "CAST(NULL AS DOUBLE)";
    read(
        "SELECT station_id, kind, element, CAST(hour_start_time AS STRING), value_count, minimum,"
            + " maximum, mean, last_value, "
            + atStart
            + ", excluded_count FROM "
            + HiveSql.table(database, HOURS)
            + " WHERE utc_date = "
            + HiveSql.literal(day)
            + " AND element = "
            + HiveSql.literal(element.wireName()),
        row ->
            taker.accept(
                new HourRow(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    millis(row.getString(4)),
                    row.getLong(5),
                    decimal(row, 6),
                    decimal(row, 7),
                    decimal(row, 8),
                    decimal(row, 9),
                    decimal(row, 10),
                    row.getLong(11))));
  }

  /** All stations by id. */
  Map<String, MetadataRow> metadata() throws SQLException {
    Map<String, MetadataRow> stations = new TreeMap<>();
    if (!has(METADATA)) {
      return stations;
    }
    read(
        "SELECT station_id, kind, name, latitude, longitude, elevation, province, city, time_zone,"
            + " downstream, high_water, high_water_from, source, CAST(first_time AS STRING),"
            + " CAST(last_time AS STRING), observations FROM "
            + HiveSql.table(database, METADATA),
        row ->
            stations.put(
                row.getString(1),
                new MetadataRow(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    decimal(row, 4),
                    decimal(row, 5),
                    decimal(row, 6),
                    row.getString(7),
                    row.getString(8),
                    row.getString(9),
                    row.getString(10),
                    decimal(row, 11),
                    row.getString(12),
                    row.getString(13),
                    millis(row.getString(14)),
                    millis(row.getString(15)),
                    whole(row, 16))));
    return stations;
  }

  /** Hands over forecasts of a day that were issued at an instant, with all leads. */
  void forecastsIssued(LocalDate day, Instant issued, Consumer<ForecastRow> taker)
      throws SQLException {
    forecasts(day, "issued_time = " + HiveSql.literal(issued), taker);
  }

  /** Hands over the forecasts of a day for some leads, of every issue. */
  void forecastsOf(LocalDate day, List<Integer> leads, Consumer<ForecastRow> taker)
      throws SQLException {
    forecasts(
        day,
        "lead_hours IN (" + String.join(", ", leads.stream().map(String::valueOf).toList()) + ")",
        taker);
  }

  private void forecasts(LocalDate day, String which, Consumer<ForecastRow> taker)
      throws SQLException {
    read(
        "SELECT station_id, CAST(issued_time AS STRING), CAST(target_time AS STRING), lead_hours,"
            + " level, low, high, persistence_level, method, trend, probability_high_water,"
            + " high_water, rise_watch, risk FROM "
            + HiveSql.table(database, FORECASTS)
            + " WHERE issued_date = "
            + HiveSql.literal(day)
            + " AND "
            + which,
        row ->
            taker.accept(
                new ForecastRow(
                    row.getString(1),
                    millis(row.getString(2)),
                    millis(row.getString(3)),
                    row.getInt(4),
                    decimal(row, 5),
                    decimal(row, 6),
                    decimal(row, 7),
                    decimal(row, 8),
                    row.getString(9),
                    row.getString(10),
                    decimal(row, 11),
                    decimal(row, 12),
                    flag(row, 13),
                    row.getString(14))));
  }

  /** Hands over the skill of all stations. */
  void skill(Consumer<SkillRow> taker) throws SQLException {
    if (!has(SKILL)) {
      return;
    }
    read(
        "SELECT station_id, lead_hours, CAST(from_time AS STRING), CAST(to_time AS STRING),"
            + " forecasts, hits, misses, false_alarms, CAST(computed_time AS STRING), "
            + String.join(", ", SkillRow.SCORES)
            + " FROM "
            + HiveSql.table(database, SKILL),
        row -> {
          List<Double> scores = new ArrayList<>();
          for (int score = 0; score < SkillRow.SCORES.size(); score++) {
            scores.add(decimal(row, 10 + score));
          }
          taker.accept(
              new SkillRow(
                  row.getString(1),
                  row.getInt(2),
                  millis(row.getString(3)),
                  millis(row.getString(4)),
                  whole(row, 5),
                  scores,
                  whole(row, 6),
                  whole(row, 7),
                  whole(row, 8),
                  millis(row.getString(9))));
        });
  }

  private void read(String sql, RowReader reader) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  private static Double decimal(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() || !Double.isFinite(value) ? null : value;
  }

  private static Long whole(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static Boolean flag(ResultSet row, int column) throws SQLException {
    boolean value = row.getBoolean(column);
    return row.wasNull() ? null : value;
  }

  /** The instant of a wall clock of UTC, {@code 2022-07-13 07:30:01.5}. */
  private static Long millis(String text) {
    return text == null
        ? null
        : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}

package io.watershed.serving.views;

import static io.watershed.serving.views.HiveTableReader.millis;
import static io.watershed.serving.views.HiveTableReader.whole;

import io.watershed.core.station.Element;
import io.watershed.hive.HiveSql;
import io.watershed.serving.views.StationRows.ForecastRow;
import io.watershed.serving.views.StationRows.HourRow;
import io.watershed.serving.views.StationRows.MetadataRow;
import io.watershed.serving.views.StationRows.SkillRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
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

  private final HiveTableReader reader;
  private final String database;

  /** Tables read over a connection that stays the caller's and that is set up for reading. */
  StationTables(Connection connection, String database) {
    this.reader = new HiveTableReader(connection, database);
    this.database = database;
  }

  /** Whether there is a table of this name. */
  boolean has(String table) throws SQLException {
    List<String> found = new ArrayList<>();
    reader.read(
        "SHOW TABLES IN " + HiveSql.identifier(database) + " LIKE " + HiveSql.literal(table),
        row -> found.add(row.getString(1)));
    return !found.isEmpty();
  }

  private boolean hasColumn(String table, String column) throws SQLException {
    List<String> found = new ArrayList<>();
    reader.read("SHOW COLUMNS IN " + reader.table(table), row -> found.add(row.getString(1)));
    return found.stream().anyMatch(name -> name.strip().equals(column));
  }

  /** The days that a table holds, ascending. */
  List<LocalDate> days(String table) throws SQLException {
    return has(table) ? reader.days(table) : List.of();
  }

  /** The place of a day's files; another one says that the day was written again. */
  String place(String table, String partitionColumn, LocalDate day) throws SQLException {
    StringBuilder place = new StringBuilder();
    reader.read(
        "DESCRIBE FORMATTED "
            + reader.table(table)
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
    reader.read(
        "SELECT station_id, kind, element, CAST(hour_start_time AS STRING), value_count, minimum,"
            + " maximum, mean, last_value, "
            + atStart
            + ", excluded_count FROM "
            + reader.table(HOURS)
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
                    millis(row, 4),
                    row.getLong(5),
                    finite(row, 6),
                    finite(row, 7),
                    finite(row, 8),
                    finite(row, 9),
                    finite(row, 10),
                    row.getLong(11))));
  }

  /** All stations by id. */
  Map<String, MetadataRow> metadata() throws SQLException {
    Map<String, MetadataRow> stations = new TreeMap<>();
    if (!has(METADATA)) {
      return stations;
    }
    reader.read(
        "SELECT station_id, kind, name, latitude, longitude, elevation, province, city, time_zone,"
            + " downstream, high_water, high_water_from, source, CAST(first_time AS STRING),"
            + " CAST(last_time AS STRING), observations FROM "
            + reader.table(METADATA),
        row ->
            stations.put(
                row.getString(1),
                new MetadataRow(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    finite(row, 4),
                    finite(row, 5),
                    finite(row, 6),
                    row.getString(7),
                    row.getString(8),
                    row.getString(9),
                    row.getString(10),
                    finite(row, 11),
                    row.getString(12),
                    row.getString(13),
                    millis(row, 14),
                    millis(row, 15),
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
    reader.read(
        "SELECT station_id, CAST(issued_time AS STRING), CAST(target_time AS STRING), lead_hours,"
            + " level, low, high, persistence_level, method, trend, probability_high_water,"
            + " high_water, rise_watch, risk FROM "
            + reader.table(FORECASTS)
            + " WHERE issued_date = "
            + HiveSql.literal(day)
            + " AND "
            + which,
        row ->
            taker.accept(
                new ForecastRow(
                    row.getString(1),
                    millis(row, 2),
                    millis(row, 3),
                    row.getInt(4),
                    finite(row, 5),
                    finite(row, 6),
                    finite(row, 7),
                    finite(row, 8),
                    row.getString(9),
                    row.getString(10),
                    finite(row, 11),
                    finite(row, 12),
                    flag(row, 13),
                    row.getString(14))));
  }

  /** Hands over the skill of all stations. */
  void skill(Consumer<SkillRow> taker) throws SQLException {
    if (!has(SKILL)) {
      return;
    }
    reader.read(
        "SELECT station_id, lead_hours, CAST(from_time AS STRING), CAST(to_time AS STRING),"
            + " forecasts, hits, misses, false_alarms, CAST(computed_time AS STRING), "
            + String.join(", ", SkillRow.SCORES)
            + " FROM "
            + reader.table(SKILL),
        row -> {
          List<Double> scores = new ArrayList<>();
          for (int score = 0; score < SkillRow.SCORES.size(); score++) {
            scores.add(finite(row, 10 + score));
          }
          taker.accept(
              new SkillRow(
                  row.getString(1),
                  row.getInt(2),
                  millis(row, 3),
                  millis(row, 4),
                  whole(row, 5),
                  scores,
                  whole(row, 6),
                  whole(row, 7),
                  whole(row, 8),
                  millis(row, 9)));
        });
  }

  /** A finite number, or null. */
  private static Double finite(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() || !Double.isFinite(value) ? null : value;
  }

  private static Boolean flag(ResultSet row, int column) throws SQLException {
    boolean value = row.getBoolean(column);
    return row.wasNull() ? null : value;
  }
}

package io.watershed.serving.views;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.StationHourlySummary;
import io.watershed.core.contract.hive.StationMetadata;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import io.watershed.core.station.Element;
import io.watershed.hive.HiveReader;
import io.watershed.hive.HiveRow;
import io.watershed.hive.HiveSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads the batch views of the stations for copying; a table that a Hive of older days does not
 * have yet is an empty one.
 */
final class StationTables {

  private static final List<Column<?>> OF_HOUR =
      List.of(
          StationHourlySummary.STATION_ID,
          StationHourlySummary.KIND,
          StationHourlySummary.ELEMENT,
          StationHourlySummary.HOUR_START_TIME,
          StationHourlySummary.VALUE_COUNT,
          StationHourlySummary.MINIMUM,
          StationHourlySummary.MAXIMUM,
          StationHourlySummary.MEAN,
          StationHourlySummary.LAST_VALUE,
          StationHourlySummary.START_VALUE,
          StationHourlySummary.EXCLUDED_COUNT);

  private final HiveReader reader;

  /**
   * Tables read over a connection that stays the caller's.
   *
   * @throws SQLException if the connection is broken
   */
  StationTables(Connection connection, String database) throws SQLException {
    this.reader = new HiveReader(connection, database);
  }

  /** The days that a table holds, ascending. */
  List<LocalDate> days(Table table) throws SQLException {
    return reader.has(table)
        ? reader.partitions(table).stream().map(LocalDate::parse).toList()
        : List.of();
  }

  /** The place of a day's files; another one says that the day was written again. */
  String place(Table table, LocalDate day) throws SQLException {
    StringBuilder place = new StringBuilder();
    reader.read(
        "DESCRIBE FORMATTED "
            + reader.name(table)
            + " PARTITION ("
            + HiveSql.column(table.partition().orElseThrow())
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
  void hours(LocalDate day, Element element, Consumer<HiveRow> taker) throws SQLException {
    reader.rows(
        StationHourlySummary.TABLE,
        OF_HOUR,
        on(StationHourlySummary.UTC_DATE, day)
            + " AND "
            + HiveSql.column(StationHourlySummary.ELEMENT)
            + " = "
            + HiveSql.literal(element.wireName()),
        taker);
  }

  /** All stations by id; a newer version's run may have given the tables new columns. */
  Map<String, HiveRow> metadata() throws SQLException {
    reader.lookAnew();
    Map<String, HiveRow> stations = new TreeMap<>();
    whole(TableCopy.STATIONS, row -> stations.put(row.get(StationMetadata.STATION_ID), row));
    return stations;
  }

  /** Hands over forecasts of a day that were issued at an instant, with all leads. */
  void forecastsIssued(LocalDate day, Instant issued, Consumer<HiveRow> taker) throws SQLException {
    forecasts(
        day,
        HiveSql.column(WaterLevelForecasts.ISSUED_TIME) + " = " + HiveSql.literal(issued),
        taker);
  }

  /** Hands over the forecasts of a day for some leads, of every issue. */
  void forecastsOf(LocalDate day, List<Integer> leads, Consumer<HiveRow> taker)
      throws SQLException {
    forecasts(
        day,
        HiveSql.column(WaterLevelForecasts.LEAD_HOURS)
            + " IN ("
            + String.join(", ", leads.stream().map(String::valueOf).toList())
            + ")",
        taker);
  }

  private void forecasts(LocalDate day, String which, Consumer<HiveRow> taker) throws SQLException {
    TableCopy copy = TableCopy.FORECASTS;
    reader.rows(
        copy.table(),
        copy.columns(),
        on(WaterLevelForecasts.ISSUED_DATE, day) + " AND " + which,
        taker);
  }

  /** Hands over the skill of all stations. */
  void skill(Consumer<HiveRow> taker) throws SQLException {
    whole(TableCopy.SKILL, taker);
  }

  private void whole(TableCopy copy, Consumer<HiveRow> taker) throws SQLException {
    if (reader.has(copy.table())) {
      reader.rows(copy.table(), copy.columns(), "", taker);
    }
  }

  private static String on(Column<LocalDate> column, LocalDate day) {
    return HiveSql.column(column) + " = " + HiveSql.literal(day);
  }
}

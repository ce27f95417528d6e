package io.watershed.batch.hive;

import io.watershed.batch.hive.HiveTables.Column;
import io.watershed.core.station.Element;
import java.util.ArrayList;
import java.util.List;

/** The columns of the tables of stations. */
final class StationTables {

  private static final Column STATION_ID = new Column("station_id", "string", "id of the station");
  private static final Column KIND = new Column("kind", "string", "gauge or weather");
  private static final Column HIGH_WATER =
      new Column("high_water", "double", "level from which the water is high, metres");
  private static final Column QUALITY_FLAGS =
      new Column("quality_flags", "array<string>", "element:FLAG, why a value is hard to believe");

  private StationTables() {}

  static List<Column> observations() {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                STATION_ID,
                new Column("event_time", "timestamp", "the instant, wall clock of UTC"),
                new Column("local_time", "timestamp", "the same, wall clock of the station"),
                KIND,
                new Column("source", "string", "who sent it, such as msc-swob"),
                new Column("province", "string", "province or state, where it is known")));
    columns.addAll(elements());
    columns.addAll(derived());
    columns.add(QUALITY_FLAGS);
    columns.add(new Column("source_partition", "int", "partition of the first message"));
    columns.add(new Column("source_offset", "bigint", "offset of the first message"));
    columns.add(
        new Column("arrival_time", "timestamp", "when the broker took it, wall clock of UTC"));
    return columns;
  }

  static List<Column> hours() {
    return List.of(
        STATION_ID,
        KIND,
        new Column("hour_start_time", "timestamp", "first instant of the hour, wall clock of UTC"),
        new Column("element", "string", "what was measured"),
        new Column("value_count", "bigint", "believed values"),
        new Column("minimum", "double", "the least of them"),
        new Column("maximum", "double", "the greatest of them"),
        new Column("mean", "double", "their mean"),
        new Column("last_value", "double", "the newest of them"),
        new Column("excluded_count", "bigint", "values that are not believed"),
        new Column("start_value", "double", "believed value at the hour's first instant"));
  }

  static List<Column> latest() {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                STATION_ID,
                new Column("event_time", "timestamp", "newest observation, wall clock of UTC")));
    columns.addAll(elements());
    columns.addAll(derived());
    columns.add(new Column("level_change_1h", "double", "rise in the last hour, metres"));
    columns.add(new Column("level_change_6h", "double", "rise in the last 6 hours, metres"));
    columns.add(new Column("level_change_24h", "double", "rise in the last 24 hours, metres"));
    columns.add(QUALITY_FLAGS);
    return columns;
  }

  static List<Column> metadata() {
    return List.of(
        STATION_ID,
        KIND,
        new Column("name", "string", "name for people"),
        new Column("latitude", "double", "degrees north"),
        new Column("longitude", "double", "degrees east"),
        new Column("elevation", "double", "metres above the sea"),
        new Column("province", "string", "province or state"),
        new Column("city", "string", "city whose weather it tells"),
        new Column("time_zone", "string", "zone whose midnight parts its days"),
        new Column("downstream", "string", "next gauge that its water passes"),
        HIGH_WATER,
        new Column("high_water_from", "string", "station: its own; p95: of its believed levels"),
        new Column("source", "string", "who sends its observations"),
        new Column("first_time", "timestamp", "oldest observation, wall clock of UTC"),
        new Column("last_time", "timestamp", "newest observation, wall clock of UTC"),
        new Column("observations", "bigint", "distinct observations: instants"));
  }

  static List<Column> forecasts() {
    return List.of(
        STATION_ID,
        new Column("issued_time", "timestamp", "newest hour it knows, wall clock of UTC"),
        new Column("target_time", "timestamp", "hour it is for, wall clock of UTC"),
        new Column("lead_hours", "int", "hours between the two"),
        new Column("level", "double", "expected level, metres"),
        new Column("low", "double", "the level lies between low"),
        new Column("high", "double", "and high 95 times in 100"),
        new Column("persistence_level", "double", "level if nothing changed, metres"),
        new Column("method", "string", "what computed it"),
        new Column("trend", "string", "rising, falling or stable"),
        new Column("probability_high_water", "double", "of reaching high water, 0 to 1"),
        HIGH_WATER,
        new Column("rise_watch", "boolean", "whether it rises by more than half a metre"),
        new Column("risk", "string", "high, medium, low or unknown"));
  }

  static List<Column> skill() {
    return List.of(
        STATION_ID,
        new Column("lead_hours", "int", "hours ahead"),
        new Column("from_time", "timestamp", "first target, wall clock of UTC"),
        new Column("to_time", "timestamp", "last target, wall clock of UTC"),
        new Column("forecasts", "bigint", "forecasts whose truth has come"),
        new Column("mae", "double", "mean absolute error, metres"),
        new Column("rmse", "double", "root mean square error, metres"),
        new Column("nse", "double", "Nash-Sutcliffe efficiency"),
        new Column("persistence_mae", "double", "mean absolute error of persistence, metres"),
        new Column("coefficient_of_persistence", "double", "1 is perfect, 0 as persistence"),
        new Column("coverage", "double", "share of truths within the band"),
        new Column("mean_width", "double", "mean width of the band, metres"),
        new Column("hits", "bigint", "high water that came and was forecast"),
        new Column("misses", "bigint", "high water that came and was not forecast"),
        new Column("false_alarms", "bigint", "high water that was forecast and did not come"),
        new Column("computed_time", "timestamp", "wall clock of UTC"));
  }

  private static List<Column> elements() {
    List<Column> columns = new ArrayList<>();
    for (Element element : Element.values()) {
      columns.add(new Column(element.wireName(), "double", element.unit()));
    }
    return columns;
  }

  private static List<Column> derived() {
    return List.of(
        new Column("feels_like", "double", "what the air feels like, °C"),
        new Column("wind_chill", "double", "wind chill, °C"),
        new Column("heat_index", "double", "heat index, °C"),
        new Column("humidex", "double", "humidex, °C"));
  }
}

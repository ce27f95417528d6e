package io.watershed.batch.run;

import static org.apache.spark.sql.functions.col;

import io.watershed.batch.hive.BatchTable;
import io.watershed.batch.transform.HourSeriesView;
import io.watershed.batch.transform.StationMetadataView;
import io.watershed.core.forecast.GaugeSeries;
import io.watershed.core.forecast.NearbyRain;
import io.watershed.core.forecast.Origins;
import io.watershed.core.station.Element;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The levels of gauges hour by hour, with the rain near them, from the files of the views. */
final class GaugeHours {

  private static final StructType SUMMARIES =
      new StructType()
          .add("station_id", DataTypes.StringType)
          .add("hour_start_time", DataTypes.TimestampNTZType)
          .add("element", DataTypes.StringType)
          .add("value_count", DataTypes.LongType)
          .add("last_value", DataTypes.DoubleType)
          .add("start_value", DataTypes.DoubleType)
          .add("run", DataTypes.StringType)
          .add("utc_date", DataTypes.DateType);

  private static final int HOUR_SECONDS = 3600;

  private final ViewFiles files;
  private final Warehouse warehouse;
  private final StationManifest manifest;

  GaugeHours(ViewFiles files, Warehouse warehouse, StationManifest manifest) {
    this.files = files;
    this.warehouse = warehouse;
    this.manifest = manifest;
  }

  /**
   * The hours of all gauges.
   *
   * @param gauges by their ids
   * @param firstHour the first hour that any level is known of, hours since the epoch
   * @param origin the newest hour that can be forecast from
   */
  record Window(List<GaugeSeries> gauges, long firstHour, long origin) {}

  /**
   * Reads the hours up to the newest observation.
   *
   * @param historyDays how many days
   * @return empty while no level is known
   */
  Optional<Window> read(Instant horizon, int historyDays) {
    long end = Math.floorDiv(horizon.getEpochSecond(), HOUR_SECONDS) + 1;
    long start = end - 24L * historyDays;
    Map<Element, SortedMap<String, double[]>> series = series(start, end);
    SortedMap<String, double[]> levels = series.get(Element.WATER_LEVEL);
    int newest = Origins.newest(levels.values());
    if (newest < 0) {
      return Optional.empty();
    }
    Map<String, Row> stations = stations();
    NearbyRain rain = new NearbyRain();
    series
        .get(Element.PRECIP_1H)
        .forEach(
            (id, hours) -> {
              Row station = stations.get(id);
              rain.add(number(station, "latitude"), number(station, "longitude"), hours);
            });
    List<GaugeSeries> gauges = new ArrayList<>();
    levels.forEach(
        (id, hours) -> gauges.add(rain.beside(gauge(id, start, hours, stations.get(id)))));
    return Optional.of(new Window(gauges, start + firstKnown(levels), start + newest));
  }

  private Map<Element, SortedMap<String, double[]>> series(long start, long end) {
    // The value of an hour may be the last one of the hour before.
    LocalDate first =
        LocalDate.ofInstant(Instant.ofEpochSecond((start - 1) * HOUR_SECONDS), ZoneOffset.UTC);
    SortedMap<String, String> runs =
        manifest.runsOf(BatchTable.STATION_HOURLY_SUMMARY).tailMap(first.toString());
    Map<Element, SortedMap<String, double[]>> series = new EnumMap<>(Element.class);
    EnumSet<Element> wanted = EnumSet.of(Element.WATER_LEVEL, Element.PRECIP_1H);
    wanted.forEach(element -> series.put(element, new TreeMap<>()));
    HourSeriesView.of(
            files.read(
                BatchTable.STATION_HOURLY_SUMMARY,
                SUMMARIES,
                warehouse.locations(BatchTable.STATION_HOURLY_SUMMARY, runs).values()),
            wanted,
            start,
            end,
            files.partitionsFor(0))
        .collectAsList()
        .forEach(
            row ->
                series
                    .get(Element.ofWireName(row.getAs("element")).orElseThrow())
                    .put(row.getAs("station_id"), HourSeriesView.hours(row)));
    return series;
  }

  private Map<String, Row> stations() {
    Map<String, Row> stations = new TreeMap<>();
    files
        .read(
            BatchTable.STATION_METADATA,
            StationMetadataView.columns(),
            warehouse
                .locations(
                    BatchTable.STATION_METADATA, manifest.runsOf(BatchTable.STATION_METADATA))
                .values())
        .select(
            col("station_id"),
            col("latitude"),
            col("longitude"),
            col("downstream"),
            col("high_water"))
        .collectAsList()
        .forEach(row -> stations.put(row.getString(0), row));
    return stations;
  }

  private static GaugeSeries gauge(String id, long start, double[] hours, Row station) {
    return GaugeSeries.of(id, start, hours)
        .withPosition(number(station, "latitude"), number(station, "longitude"))
        .withDownstream(station.getAs("downstream"))
        .withHighWater(number(station, "high_water"));
  }

  private static double number(Row station, String column) {
    Double value = station.getAs(column);
    return value == null ? Double.NaN : value;
  }

  private static int firstKnown(SortedMap<String, double[]> levels) {
    int first = Integer.MAX_VALUE;
    for (double[] hours : levels.values()) {
      for (int hour = 0; hour < Math.min(first, hours.length); hour++) {
        if (!Double.isNaN(hours[hour])) {
          first = hour;
        }
      }
    }
    return first;
  }
}

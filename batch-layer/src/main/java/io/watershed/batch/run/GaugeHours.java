package io.watershed.batch.run;

import io.watershed.batch.hive.BatchTable;
import io.watershed.batch.transform.HourSeriesView;
import io.watershed.core.contract.Column;
import io.watershed.core.contract.hive.StationMetadata;
import io.watershed.core.forecast.GaugeSeries;
import io.watershed.core.forecast.NearbyRain;
import io.watershed.core.forecast.Origins;
import io.watershed.core.station.Element;
import io.watershed.spark.RowLayout;
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

/** The levels of gauges hour by hour, with the rain near them, from the files of the views. */
final class GaugeHours {

  private static final RowLayout STATIONS =
      RowLayout.of(
          List.of(
              StationMetadata.STATION_ID,
              StationMetadata.LATITUDE,
              StationMetadata.LONGITUDE,
              StationMetadata.DOWNSTREAM,
              StationMetadata.HIGH_WATER));

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
              rain.add(
                  number(station, StationMetadata.LATITUDE),
                  number(station, StationMetadata.LONGITUDE),
                  hours);
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
                HourSeriesView.summaries(),
                warehouse.locations(BatchTable.STATION_HOURLY_SUMMARY, runs).values()),
            wanted,
            start,
            end,
            files.partitionsFor(0))
        .collectAsList()
        .forEach(
            row ->
                series
                    .get(HourSeriesView.element(row))
                    .put(HourSeriesView.stationId(row), HourSeriesView.hours(row)));
    return series;
  }

  private Map<String, Row> stations() {
    Map<String, Row> stations = new TreeMap<>();
    files
        .read(
            BatchTable.STATION_METADATA,
            STATIONS.columns(),
            warehouse
                .locations(
                    BatchTable.STATION_METADATA, manifest.runsOf(BatchTable.STATION_METADATA))
                .values())
        .collectAsList()
        .forEach(row -> stations.put(STATIONS.place(StationMetadata.STATION_ID).get(row), row));
    return stations;
  }

  private static GaugeSeries gauge(String id, long start, double[] hours, Row station) {
    return GaugeSeries.of(id, start, hours)
        .withPosition(
            number(station, StationMetadata.LATITUDE), number(station, StationMetadata.LONGITUDE))
        .withDownstream(STATIONS.place(StationMetadata.DOWNSTREAM).get(station))
        .withHighWater(number(station, StationMetadata.HIGH_WATER));
  }

  private static double number(Row station, Column<Double> column) {
    return STATIONS.place(column).find(station).orElse(Double.NaN);
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

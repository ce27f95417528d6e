package io.watershed.batch.transform;

import io.watershed.core.contract.hive.LatestOfStations;
import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.LatestObservation;
import io.watershed.core.station.LevelChanges;
import io.watershed.core.weather.DerivedWeather;
import io.watershed.spark.RowLayout;
import io.watershed.spark.RowValues;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** How each station stands at its newest observation. */
public final class StationLatestView {

  private static final RowLayout LAYOUT = RowLayout.of(LatestOfStations.TABLE);

  private StationLatestView() {}

  /**
   * The rows of Hive's {@code station_latest}.
   *
   * @param observations rows with {@link JudgedRows#columns}, of each station at least those from
   *     {@link LatestObservation#REACH} before its newest
   * @param partitions how many tasks share the work
   */
  public static Dataset<Row> of(Dataset<Row> observations, int partitions) {
    MapPartitionsFunction<Row, Row> newest = rows -> JudgedRows.each(rows, StationLatestView::rows);
    return JudgedRows.byStation(observations, partitions)
        .mapPartitions(newest, Encoders.row(LAYOUT.schema()));
  }

  private static List<Row> rows(List<CheckedObservation> observations) {
    Optional<LatestObservation> latest = LatestObservation.of(observations);
    return latest.map(StationLatestView::row).map(List::of).orElse(List.of());
  }

  private static Row row(LatestObservation latest) {
    DerivedWeather derived = latest.derived();
    LevelChanges changes = latest.levelChanges();
    RowValues row =
        LAYOUT
            .values()
            .set(LatestOfStations.STATION_ID, latest.newest().observation().station().id())
            .set(
                LatestOfStations.EVENT_TIME,
                Times.utc(latest.newest().observation().timestampMillis()))
            .set(LatestOfStations.FEELS_LIKE, DayRow.orNull(derived.feelsLike()))
            .set(LatestOfStations.WIND_CHILL, DayRow.orNull(derived.windChill()))
            .set(LatestOfStations.HEAT_INDEX, DayRow.orNull(derived.heatIndex()))
            .set(LatestOfStations.HUMIDEX, DayRow.orNull(derived.humidex()))
            .set(LatestOfStations.LEVEL_CHANGE_1H, DayRow.orNull(changes.oneHour()))
            .set(LatestOfStations.LEVEL_CHANGE_6H, DayRow.orNull(changes.sixHours()))
            .set(LatestOfStations.LEVEL_CHANGE_24H, DayRow.orNull(changes.day()))
            .set(LatestOfStations.QUALITY_FLAGS, latest.newest().flagNames());
    LatestOfStations.ELEMENTS.forEach(
        (element, column) -> row.set(column, latest.values().get(element)));
    return row.row();
  }
}

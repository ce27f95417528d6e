package io.watershed.batch.transform;

import static io.watershed.spark.SparkSchemas.col;
import static io.watershed.spark.SparkSchemas.cols;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.sum;

import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.StationObservations;
import io.watershed.core.contract.master.CityWeather;
import io.watershed.core.station.Observation;
import io.watershed.core.station.Station;
import io.watershed.core.weather.DerivedWeather;
import io.watershed.spark.RowLayout;
import io.watershed.spark.RowValues;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The distinct observations of some days, with the flags that only the values around them can give
 * and with what is derived from believed values.
 */
public final class ObservationView {

  /**
   * Days after a day whose values judge it: whether the last value of a day is a spike, the first
   * ones of the next day say.
   */
  public static final int AHEAD_DAYS = 1;

  private static final io.watershed.core.contract.Column<Integer> MESSAGES =
      Table.named("computed_observations").integer("messages", "", "messages it is made of");

  private static final RowLayout LAYOUT =
      RowLayout.of(
          Stream.of(
                  List.of(
                      StationObservations.STATION_ID,
                      Computed.EPOCH_MILLIS,
                      Computed.LOCAL_MICROS,
                      StationObservations.KIND,
                      StationObservations.SOURCE,
                      StationObservations.PROVINCE,
                      CityWeather.CITY),
                  StationObservations.ELEMENTS.values(),
                  List.of(
                      StationObservations.FEELS_LIKE,
                      StationObservations.WIND_CHILL,
                      StationObservations.HEAT_INDEX,
                      StationObservations.HUMIDEX,
                      StationObservations.QUALITY_FLAGS,
                      StationObservations.SOURCE_PARTITION,
                      StationObservations.SOURCE_OFFSET,
                      Computed.ARRIVAL_MICROS,
                      MESSAGES,
                      Computed.EPOCH_DAY))
              .flatMap(Collection::stream)
              .toList());

  /** Sorted like this, what is the same or nearly so stands together in the files. */
  private static final Column[] FILE_ORDER = {
    col(StationObservations.LOCAL_DATE),
    col(StationObservations.STATION_ID),
    col(StationObservations.EVENT_TIME)
  };

  private ObservationView() {}

  /**
   * Computes the days; {@link #observations} and {@link CityWeatherView} take their parts.
   *
   * @param byStation rows as {@link ObservationRows#byStation} gives them, of the days, their
   *     lookback days and the days after them
   * @param days the days wanted
   * @param lookbackDays days before a day that judge its values
   */
  public static Dataset<Row> of(Dataset<Row> byStation, Set<LocalDate> days, int lookbackDays) {
    return byStation.mapPartitions(
        new Computation(List.copyOf(days), lookbackDays), Encoders.row(LAYOUT.schema()));
  }

  /** The rows of Hive's {@code station_observations}. */
  public static Dataset<Row> observations(Dataset<Row> computed) {
    return computed
        .select(
            cols(
                StationObservations.TABLE,
                Map.of(
                    StationObservations.EVENT_TIME, Times.wallClockOfMillis(Computed.EPOCH_MILLIS),
                    StationObservations.LOCAL_TIME, Times.wallClockOfMicros(Computed.LOCAL_MICROS),
                    StationObservations.ARRIVAL_TIME,
                        Times.wallClockOfMicros(Computed.ARRIVAL_MICROS),
                    StationObservations.LOCAL_DATE, Times.day(Computed.EPOCH_DAY))))
        .sortWithinPartitions(FILE_ORDER);
  }

  /** One row: how many {@code observations} there are, and of how many {@code messages}. */
  public static Dataset<Row> totals(Dataset<Row> computed) {
    return computed.agg(
        count(lit(1)).as("observations"), coalesce(sum(col(MESSAGES)), lit(0L)).as("messages"));
  }

  /** How many values have each flag: {@code rule} and {@code count}. */
  public static Dataset<Row> flagged(Dataset<Row> computed) {
    return computed
        .select(explode(col(StationObservations.QUALITY_FLAGS)).as("flag"))
        .groupBy(substring_index(functions.col("flag"), ":", -1).as("rule"))
        .count();
  }

  private record Computation(List<LocalDate> days, int lookbackDays)
      implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      ObservationRows decoder = new ObservationRows();
      return new DeviceIterator<>(
          rows,
          ObservationRows.STATION_ID,
          id -> new StoredStation(),
          (station, row) -> station.add(decoder.observation(row)),
          this::rowsOf);
    }

    private List<Row> rowsOf(StoredStation station) {
      List<Row> rows = new ArrayList<>();
      for (LocalDate day : days) {
        station.judged(day, lookbackDays).forEach(stored -> rows.add(row(stored)));
      }
      return rows;
    }

    private static Row row(StoredObservation stored) {
      Observation observation = stored.checked().observation();
      Station station = observation.station();
      DerivedWeather derived = stored.checked().derived();
      RowValues row =
          LAYOUT
              .values()
              .set(StationObservations.STATION_ID, station.id())
              .set(Computed.EPOCH_MILLIS, observation.timestampMillis())
              .set(
                  Computed.LOCAL_MICROS,
                  Times.localMicros(observation.timestampMillis(), station.zone()))
              .set(StationObservations.KIND, station.kind().wireName())
              .set(StationObservations.SOURCE, observation.source())
              .set(StationObservations.PROVINCE, station.province())
              .set(CityWeather.CITY, station.city())
              .set(StationObservations.FEELS_LIKE, DayRow.orNull(derived.feelsLike()))
              .set(StationObservations.WIND_CHILL, DayRow.orNull(derived.windChill()))
              .set(StationObservations.HEAT_INDEX, DayRow.orNull(derived.heatIndex()))
              .set(StationObservations.HUMIDEX, DayRow.orNull(derived.humidex()))
              .set(StationObservations.QUALITY_FLAGS, stored.checked().flagNames())
              .set(StationObservations.SOURCE_PARTITION, stored.partition())
              .set(StationObservations.SOURCE_OFFSET, stored.offset())
              .set(Computed.ARRIVAL_MICROS, stored.arrivalMicros())
              .set(MESSAGES, stored.messages())
              .set(Computed.EPOCH_DAY, (int) stored.day().toEpochDay());
      StationObservations.ELEMENTS.forEach(
          (element, column) -> row.set(column, observation.values().get(element)));
      return row.row();
    }
  }
}

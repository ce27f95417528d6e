package io.watershed.batch.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.weather.DerivedWeather;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

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

  /** The names of the derived quantities, in the order of {@link DerivedWeather}. */
  public static final List<String> DERIVED =
      List.of("feels_like", "wind_chill", "heat_index", "humidex");

  /** Sorted like this, what is the same or nearly so stands together in the files. */
  private static final Column[] FILE_ORDER = {
    col("local_date"), col("station_id"), col("event_time")
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
        new Computation(List.copyOf(days), lookbackDays), Encoders.row(computed()));
  }

  /** The rows of Hive's {@code station_observations}. */
  public static Dataset<Row> observations(Dataset<Row> computed) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                col("station_id"),
                Times.wallClockOfMillis("epoch_millis").as("event_time"),
                Times.wallClockOfMicros("local_micros").as("local_time"),
                col("kind"),
                col("source"),
                col("province")));
    Element.wireNames().forEach(name -> columns.add(col(name)));
    DERIVED.forEach(name -> columns.add(col(name)));
    columns.addAll(
        List.of(
            col("quality_flags"),
            col("source_partition"),
            col("source_offset"),
            Times.wallClockOfMicros("arrival_micros").as("arrival_time"),
            Times.day("epoch_day").as("local_date")));
    return computed.select(columns.toArray(Column[]::new)).sortWithinPartitions(FILE_ORDER);
  }

  private static StructType computed() {
    StructType columns =
        new StructType()
            .add("station_id", StringType)
            .add("epoch_millis", LongType)
            .add("local_micros", LongType)
            .add("kind", StringType)
            .add("source", StringType)
            .add("province", StringType)
            .add("city", StringType);
    for (String name : Element.wireNames()) {
      columns = columns.add(name, DoubleType);
    }
    for (String name : DERIVED) {
      columns = columns.add(name, DoubleType);
    }
    return columns
        .add("quality_flags", createArrayType(StringType, false))
        .add("source_partition", IntegerType)
        .add("source_offset", LongType)
        .add("arrival_micros", LongType)
        .add("messages", IntegerType)
        .add("epoch_day", IntegerType);
  }

  private record Computation(List<LocalDate> days, int lookbackDays)
      implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      ObservationRows decoder = new ObservationRows();
      return new DeviceIterator<>(
          rows,
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
      List<Object> row = new ArrayList<>();
      row.add(observation.station().id());
      row.add(observation.timestampMillis());
      row.add(Times.localMicros(observation.timestampMillis(), observation.station().zone()));
      row.add(observation.station().kind().wireName());
      row.add(observation.source());
      row.add(observation.station().province());
      row.add(observation.station().city());
      for (Element element : Element.values()) {
        row.add(observation.values().get(element));
      }
      DerivedWeather derived = stored.checked().derived();
      row.add(DayRow.orNull(derived.feelsLike()));
      row.add(DayRow.orNull(derived.windChill()));
      row.add(DayRow.orNull(derived.heatIndex()));
      row.add(DayRow.orNull(derived.humidex()));
      row.add(stored.checked().flagNames().toArray());
      row.add(stored.partition());
      row.add(stored.offset());
      row.add(stored.arrivalMicros());
      row.add(stored.messages());
      row.add((int) stored.day().toEpochDay());
      return RowFactory.create(row.toArray());
    }
  }
}

package io.watershed.batch.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampNTZType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Element;
import io.watershed.core.station.LatestObservation;
import io.watershed.core.weather.DerivedWeather;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** How each station stands at its newest observation. */
public final class StationLatestView {

  private static final List<String> CHANGES =
      List.of("level_change_1h", "level_change_6h", "level_change_24h");

  private StationLatestView() {}

  /** The columns of Hive's {@code station_latest}. */
  public static StructType columns() {
    return columns("event_time", TimestampNTZType);
  }

  /**
   * The rows of Hive's {@code station_latest}.
   *
   * @param observations rows with {@link JudgedRows#columns}, of each station at least those from
   *     {@link LatestObservation#REACH} before its newest
   * @param partitions how many tasks share the work
   */
  public static Dataset<Row> of(Dataset<Row> observations, int partitions) {
    MapPartitionsFunction<Row, Row> newest = rows -> JudgedRows.each(rows, StationLatestView::rows);
    Dataset<Row> computed =
        JudgedRows.byStation(observations, partitions)
            .mapPartitions(newest, Encoders.row(columns("epoch_millis", LongType)));
    List<Column> columns = new ArrayList<>();
    for (String name : columns().fieldNames()) {
      columns.add(
          name.equals("event_time")
              ? Times.wallClockOfMillis("epoch_millis").as("event_time")
              : col(name));
    }
    return computed.select(columns.toArray(Column[]::new));
  }

  private static StructType columns(String time, DataType timeType) {
    StructType columns = new StructType().add("station_id", StringType).add(time, timeType);
    for (String name : Element.wireNames()) {
      columns = columns.add(name, DoubleType);
    }
    for (String name : ObservationView.DERIVED) {
      columns = columns.add(name, DoubleType);
    }
    for (String name : CHANGES) {
      columns = columns.add(name, DoubleType);
    }
    return columns.add("quality_flags", createArrayType(StringType));
  }

  private static List<Row> rows(List<CheckedObservation> observations) {
    Optional<LatestObservation> latest = LatestObservation.of(observations);
    return latest.map(StationLatestView::row).map(List::of).orElse(List.of());
  }

  private static Row row(LatestObservation latest) {
    List<Object> row = new ArrayList<>();
    row.add(latest.newest().observation().station().id());
    row.add(latest.newest().observation().timestampMillis());
    for (Element element : Element.values()) {
      row.add(latest.values().get(element));
    }
    DerivedWeather derived = latest.derived();
    row.add(DayRow.orNull(derived.feelsLike()));
    row.add(DayRow.orNull(derived.windChill()));
    row.add(DayRow.orNull(derived.heatIndex()));
    row.add(DayRow.orNull(derived.humidex()));
    row.add(DayRow.orNull(latest.levelChanges().oneHour()));
    row.add(DayRow.orNull(latest.levelChanges().sixHours()));
    row.add(DayRow.orNull(latest.levelChanges().day()));
    row.add(latest.newest().flagNames().toArray());
    return RowFactory.create(row.toArray());
  }
}

package io.watershed.batch.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampNTZType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Rows of {@code station_observations} as judged observations, for the views made of them. */
public final class JudgedRows {

  private static final int STATION_ID = 0;
  private static final int EVENT_MICROS = 1;
  private static final int KIND = 2;
  private static final int QUALITY_FLAGS = 3;
  private static final int FIRST_ELEMENT = 4;

  private static final long MICROS_PER_MILLI = 1000;

  private JudgedRows() {}

  /** The columns of the table's files that the views need, with the partition column. */
  public static StructType columns() {
    StructType columns =
        new StructType()
            .add("station_id", StringType)
            .add("event_time", TimestampNTZType)
            .add("kind", StringType)
            .add("quality_flags", createArrayType(StringType));
    for (String name : Element.wireNames()) {
      columns = columns.add(name, DoubleType);
    }
    return columns.add("run", StringType).add("local_date", DateType);
  }

  /**
   * All rows of a station in one partition, oldest first.
   *
   * @param observations rows with {@link #columns}
   * @param partitions how many tasks share the work
   */
  static Dataset<Row> byStation(Dataset<Row> observations, int partitions) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                col("station_id"),
                // The session's zone is UTC: the wall clock is the instant.
                unix_micros(col("event_time").cast(TimestampType)).as("event_micros"),
                col("kind"),
                col("quality_flags")));
    Element.wireNames().forEach(name -> columns.add(col(name)));
    return observations
        .select(columns.toArray(Column[]::new))
        .repartition(partitions, col("station_id"))
        .sortWithinPartitions("station_id", "event_micros");
  }

  /** The rows that each station gives. */
  static Iterator<Row> each(
      Iterator<Row> rows, Function<List<CheckedObservation>, Iterable<Row>> computation) {
    return new DeviceIterator<>(
        rows,
        id -> new ArrayList<CheckedObservation>(),
        (station, row) -> station.add(observation(row)),
        computation::apply);
  }

  private static CheckedObservation observation(Row row) {
    Station station =
        Station.of(
            row.getString(STATION_ID),
            StationKind.ofWireName(row.getString(KIND)).orElseThrow(),
            ZoneOffset.UTC);
    Observation observation =
        new Observation(
            station,
            "",
            Math.floorDiv(row.getLong(EVENT_MICROS), MICROS_PER_MILLI),
            ObservationRows.values(row, FIRST_ELEMENT),
            Map.of(),
            null);
    return new CheckedObservation(observation, ObservationRows.flags(row, QUALITY_FLAGS));
  }
}

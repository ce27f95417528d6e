package io.watershed.batch.transform;

import static io.watershed.spark.SparkSchemas.col;
import static io.watershed.spark.SparkSchemas.cols;
import static org.apache.spark.sql.functions.unix_micros;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.hive.StationObservations;
import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import io.watershed.spark.RowLayout;
import io.watershed.spark.RowLayout.Place;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Rows of {@code station_observations} as judged observations, for the views made of them. */
public final class JudgedRows {

  private static final RowLayout LAYOUT =
      RowLayout.of(
          Stream.of(
                  List.of(
                      StationObservations.STATION_ID,
                      Computed.EVENT_MICROS,
                      StationObservations.KIND,
                      StationObservations.QUALITY_FLAGS),
                  StationObservations.ELEMENTS.values())
              .flatMap(Collection::stream)
              .toList());

  private static final Place<String> STATION_ID = LAYOUT.place(StationObservations.STATION_ID);
  private static final Place<Long> EVENT_MICROS = LAYOUT.place(Computed.EVENT_MICROS);
  private static final Place<String> KIND = LAYOUT.place(StationObservations.KIND);
  private static final Place<List<String>> QUALITY_FLAGS =
      LAYOUT.place(StationObservations.QUALITY_FLAGS);
  private static final Map<Element, Place<Double>> ELEMENTS =
      LAYOUT.places(StationObservations.ELEMENTS);

  private static final long MICROS_PER_MILLI = 1000;

  private JudgedRows() {}

  /** The columns of the table's files that the views need, with the partition's. */
  public static List<Column<?>> columns() {
    List<Column<?>> columns =
        new ArrayList<>(
            List.of(
                StationObservations.STATION_ID,
                StationObservations.EVENT_TIME,
                StationObservations.KIND,
                StationObservations.QUALITY_FLAGS));
    columns.addAll(StationObservations.ELEMENTS.values());
    columns.add(StationObservations.LOCAL_DATE);
    return columns;
  }

  /**
   * All rows of a station in one partition, oldest first.
   *
   * @param observations rows with {@link #columns}
   * @param partitions how many tasks share the work
   */
  static Dataset<Row> byStation(Dataset<Row> observations, int partitions) {
    return observations
        // The session's zone is UTC: the wall clock is the instant.
        .withColumn(
            Computed.EVENT_MICROS.name(),
            unix_micros(col(StationObservations.EVENT_TIME).cast(DataTypes.TimestampType)))
        .select(cols(LAYOUT.columns()))
        .repartition(partitions, col(StationObservations.STATION_ID))
        .sortWithinPartitions(col(StationObservations.STATION_ID), col(Computed.EVENT_MICROS));
  }

  /** The rows that each station gives. */
  static Iterator<Row> each(
      Iterator<Row> rows, Function<List<CheckedObservation>, Iterable<Row>> computation) {
    return new DeviceIterator<>(
        rows,
        STATION_ID,
        id -> new ArrayList<CheckedObservation>(),
        (station, row) -> station.add(observation(row)),
        computation::apply);
  }

  private static CheckedObservation observation(Row row) {
    Station station =
        Station.of(
            STATION_ID.get(row),
            StationKind.ofWireName(KIND.get(row)).orElseThrow(),
            ZoneOffset.UTC);
    Observation observation =
        new Observation(
            station,
            "",
            Math.floorDiv(EVENT_MICROS.get(row), MICROS_PER_MILLI),
            ObservationRows.values(row, ELEMENTS),
            Map.of(),
            null);
    return new CheckedObservation(observation, ObservationRows.flags(QUALITY_FLAGS.get(row)));
  }
}

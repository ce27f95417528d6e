package io.watershed.batch.transform;

import static io.watershed.spark.SparkSchemas.col;
import static io.watershed.spark.SparkSchemas.cols;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.master.Observations;
import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.ObservationFlag;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import io.watershed.spark.RowLayout;
import io.watershed.spark.RowLayout.Place;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The columns of observations that the batch views need, and a row of them as an observation. */
public final class ObservationRows {

  private static final List<Column<?>> ORDER =
      List.of(
          Observations.STATION_ID,
          Computed.EVENT_MICROS,
          Computed.ARRIVAL_MICROS,
          Observations.SOURCE_PARTITION,
          Observations.SOURCE_OFFSET);

  private static final RowLayout LAYOUT =
      RowLayout.of(
          Stream.of(
                  ORDER,
                  List.of(
                      Computed.EPOCH_DAY,
                      Observations.KIND,
                      Observations.SOURCE,
                      Observations.PROVINCE,
                      Observations.CITY,
                      Observations.TIME_ZONE,
                      Observations.QUALITY_FLAGS),
                  Observations.ELEMENTS.values())
              .flatMap(Collection::stream)
              .toList());

  static final Place<String> STATION_ID = LAYOUT.place(Observations.STATION_ID);
  private static final Place<Long> EVENT_MICROS = LAYOUT.place(Computed.EVENT_MICROS);
  private static final Place<Long> ARRIVAL_MICROS = LAYOUT.place(Computed.ARRIVAL_MICROS);
  private static final Place<Integer> SOURCE_PARTITION =
      LAYOUT.place(Observations.SOURCE_PARTITION);
  private static final Place<Long> SOURCE_OFFSET = LAYOUT.place(Observations.SOURCE_OFFSET);
  private static final Place<Integer> EPOCH_DAY = LAYOUT.place(Computed.EPOCH_DAY);
  private static final Place<String> KIND = LAYOUT.place(Observations.KIND);
  private static final Place<String> SOURCE = LAYOUT.place(Observations.SOURCE);
  private static final Place<String> PROVINCE = LAYOUT.place(Observations.PROVINCE);
  private static final Place<String> CITY = LAYOUT.place(Observations.CITY);
  private static final Place<String> TIME_ZONE = LAYOUT.place(Observations.TIME_ZONE);
  private static final Place<List<String>> QUALITY_FLAGS = LAYOUT.place(Observations.QUALITY_FLAGS);
  private static final Map<Element, Place<Double>> ELEMENTS = LAYOUT.places(Observations.ELEMENTS);

  private static final long MICROS_PER_MILLI = 1000;

  private final Map<String, ZoneId> zones = new HashMap<>();

  /**
   * The rows in the order in which a station is computed: all rows of a station in one partition,
   * by event time, those of one instant beside each other with the first in Kafka order first.
   *
   * @param master rows of the observations table of the master dataset
   * @param partitions how many tasks share the work
   */
  public static Dataset<Row> byStation(Dataset<Row> master, int partitions) {
    return master
        .withColumn(Computed.EVENT_MICROS.name(), unix_micros(col(Observations.EVENT_TIME)))
        .withColumn(Computed.ARRIVAL_MICROS.name(), unix_micros(col(Observations.ARRIVAL_TIME)))
        .withColumn(Computed.EPOCH_DAY.name(), unix_date(col(Observations.LOCAL_DATE)))
        .select(cols(LAYOUT.columns()))
        .repartition(partitions, col(Observations.STATION_ID))
        .sortWithinPartitions(cols(ORDER));
  }

  /** A row as an observation with its place in Kafka. */
  StoredObservation observation(Row row) {
    Station station =
        new Station(
            STATION_ID.get(row),
            StationKind.ofWireName(KIND.get(row)).orElseThrow(),
            null,
            null,
            null,
            null,
            PROVINCE.get(row),
            CITY.get(row),
            zones.computeIfAbsent(TIME_ZONE.get(row), ZoneId::of),
            null,
            null);
    Observation observation =
        new Observation(
            station,
            SOURCE.get(row),
            Math.floorDiv(EVENT_MICROS.get(row), MICROS_PER_MILLI),
            values(row, ELEMENTS),
            Map.of(),
            null);
    return new StoredObservation(
        new CheckedObservation(observation, flags(QUALITY_FLAGS.get(row))),
        LocalDate.ofEpochDay(EPOCH_DAY.get(row)),
        ARRIVAL_MICROS.get(row),
        SOURCE_PARTITION.get(row),
        SOURCE_OFFSET.get(row),
        1);
  }

  /** The values that a row holds. */
  static Map<Element, Double> values(Row row, Map<Element, Place<Double>> places) {
    Map<Element, Double> values = new EnumMap<>(Element.class);
    places.forEach(
        (element, place) -> {
          Double value = place.get(row);
          if (value != null) {
            values.put(element, value);
          }
        });
    return values;
  }

  /** Flags as they are stored; null for none. */
  static Map<Element, Set<ObservationFlag>> flags(List<String> names) {
    return names == null || names.isEmpty() ? Map.of() : CheckedObservation.flagsOf(names);
  }
}

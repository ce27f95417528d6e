package io.watershed.batch.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import io.watershed.core.station.CheckedObservation;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.ObservationFlag;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** The columns of observations that the batch views need, and a row of them as an observation. */
public final class ObservationRows {

  private static final int STATION_ID = 0;
  private static final int EVENT_MICROS = 1;
  private static final int ARRIVAL_MICROS = 2;
  private static final int SOURCE_PARTITION = 3;
  private static final int SOURCE_OFFSET = 4;
  private static final int EPOCH_DAY = 5;
  private static final int KIND = 6;
  private static final int SOURCE = 7;
  private static final int PROVINCE = 8;
  private static final int CITY = 9;
  private static final int TIME_ZONE = 10;
  private static final int QUALITY_FLAGS = 11;
  private static final int FIRST_ELEMENT = 12;

  private static final Element[] ELEMENTS = Element.values();
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
    List<Column> columns =
        new ArrayList<>(
            List.of(
                col("station_id"),
                unix_micros(col("event_time")).as("event_micros"),
                unix_micros(col("arrival_time")).as("arrival_micros"),
                col("source_partition"),
                col("source_offset"),
                unix_date(col("local_date")).as("epoch_day"),
                col("kind"),
                col("source"),
                col("province"),
                col("city"),
                col("time_zone"),
                col("quality_flags")));
    Element.wireNames().forEach(name -> columns.add(col(name)));
    Column[] order = {
      col("station_id"),
      col("event_micros"),
      col("arrival_micros"),
      col("source_partition"),
      col("source_offset")
    };
    return master
        .select(columns.toArray(Column[]::new))
        .repartition(partitions, col("station_id"))
        .sortWithinPartitions(order);
  }

  /** A row as an observation with its place in Kafka. */
  StoredObservation observation(Row row) {
    Station station =
        new Station(
            row.getString(STATION_ID),
            StationKind.ofWireName(row.getString(KIND)).orElseThrow(),
            null,
            null,
            null,
            null,
            row.getString(PROVINCE),
            row.getString(CITY),
            zones.computeIfAbsent(row.getString(TIME_ZONE), ZoneId::of),
            null,
            null);
    Observation observation =
        new Observation(
            station,
            row.getString(SOURCE),
            Math.floorDiv(row.getLong(EVENT_MICROS), MICROS_PER_MILLI),
            values(row, FIRST_ELEMENT),
            Map.of(),
            null);
    return new StoredObservation(
        new CheckedObservation(observation, flags(row, QUALITY_FLAGS)),
        LocalDate.ofEpochDay(row.getInt(EPOCH_DAY)),
        row.getLong(ARRIVAL_MICROS),
        row.getInt(SOURCE_PARTITION),
        row.getLong(SOURCE_OFFSET),
        1);
  }

  /** The values that a row holds in the columns from one on, in the catalogue's order. */
  static Map<Element, Double> values(Row row, int first) {
    Map<Element, Double> values = new EnumMap<>(Element.class);
    for (Element element : ELEMENTS) {
      int place = first + element.ordinal();
      if (!row.isNullAt(place)) {
        values.put(element, row.getDouble(place));
      }
    }
    return values;
  }

  /** The flags that a row holds in a column. */
  static Map<Element, Set<ObservationFlag>> flags(Row row, int place) {
    if (row.isNullAt(place)) {
      return Map.of();
    }
    scala.collection.Seq<String> names = row.getSeq(place);
    return names.isEmpty()
        ? Map.of()
        : CheckedObservation.flagsOf(CollectionConverters.asJava(names));
  }
}

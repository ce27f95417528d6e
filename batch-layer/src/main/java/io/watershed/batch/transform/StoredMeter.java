package io.watershed.batch.transform;

import io.watershed.core.consumption.MeterReadings;
import io.watershed.core.reading.Measurement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/** All distinct readings of one meter, with their places in Kafka. */
final class StoredMeter {

  private final MeterReadings readings = new MeterReadings();
  private final Map<Measurement, NavigableMap<LocalDate, List<StoredReading>>> stored =
      new EnumMap<>(Measurement.class);
  private StoredReading last;

  /**
   * The rows that each meter gives.
   *
   * @param rows as {@link MasterRows#byMeter} gives them
   */
  static Iterator<Row> each(Iterator<Row> rows, Function<StoredMeter, Iterable<Row>> computation) {
    MasterRows decoder = new MasterRows();
    return new DeviceIterator<>(
        rows,
        MasterRows.METER_ID,
        id -> new StoredMeter(),
        (meter, row) -> meter.add(decoder.reading(row)),
        computation);
  }

  /** Adds the next reading of the order of {@link MasterRows#byMeter}; drops it if it is known. */
  void add(StoredReading next) {
    if (last != null && last.sameIdentity(next)) {
      return;
    }
    last = next;
    readings.add(next.day(), next.enriched());
    stored
        .computeIfAbsent(next.reading().measurement(), measurement -> new TreeMap<>())
        .computeIfAbsent(next.day(), day -> new ArrayList<>())
        .add(next);
  }

  MeterReadings readings() {
    return readings;
  }

  /** The readings of a day, in the same order as {@code readings().on(measurement, day)}. */
  List<StoredReading> on(Measurement measurement, LocalDate day) {
    NavigableMap<LocalDate, List<StoredReading>> days = stored.get(measurement);
    return days == null ? List.of() : days.getOrDefault(day, List.of());
  }

  List<StoredReading> between(Measurement measurement, LocalDate first, LocalDate lastDay) {
    NavigableMap<LocalDate, List<StoredReading>> days = stored.get(measurement);
    if (days == null) {
      return List.of();
    }
    List<StoredReading> window = new ArrayList<>();
    days.subMap(first, true, lastDay, true).values().forEach(window::addAll);
    return window;
  }
}

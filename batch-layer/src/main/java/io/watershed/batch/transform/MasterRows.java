package io.watershed.batch.transform;

import static io.watershed.spark.SparkSchemas.col;
import static io.watershed.spark.SparkSchemas.cols;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.master.Readings;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.reading.Measurement;
import io.watershed.core.reading.Reading;
import io.watershed.spark.RowLayout;
import io.watershed.spark.RowLayout.Place;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The columns of the master dataset that the batch views need, and a row of them as a reading. */
public final class MasterRows {

  private static final List<Column<?>> ORDER =
      List.of(
          Readings.METER_ID,
          Readings.MEASUREMENT,
          Computed.EVENT_MICROS,
          Computed.ARRIVAL_MICROS,
          Readings.SOURCE_PARTITION,
          Readings.SOURCE_OFFSET);

  private static final RowLayout LAYOUT =
      RowLayout.of(
          Stream.concat(
                  ORDER.stream(),
                  Stream.of(
                      Computed.EPOCH_DAY,
                      Readings.VALUE,
                      Readings.INTERVAL_SECONDS,
                      Readings.METER_TYPE,
                      Readings.SUBURB,
                      Readings.POSTCODE,
                      Readings.USAGE_TYPE,
                      Readings.TIME_ZONE,
                      Readings.QUALITY_FLAGS,
                      Readings.SOURCE_TOPIC))
              .toList());

  static final Place<String> METER_ID = LAYOUT.place(Readings.METER_ID);
  private static final Place<String> MEASUREMENT = LAYOUT.place(Readings.MEASUREMENT);
  private static final Place<Long> EVENT_MICROS = LAYOUT.place(Computed.EVENT_MICROS);
  private static final Place<Long> ARRIVAL_MICROS = LAYOUT.place(Computed.ARRIVAL_MICROS);
  private static final Place<Integer> SOURCE_PARTITION = LAYOUT.place(Readings.SOURCE_PARTITION);
  private static final Place<Long> SOURCE_OFFSET = LAYOUT.place(Readings.SOURCE_OFFSET);
  private static final Place<Integer> EPOCH_DAY = LAYOUT.place(Computed.EPOCH_DAY);
  private static final Place<Double> VALUE = LAYOUT.place(Readings.VALUE);
  private static final Place<Integer> INTERVAL_SECONDS = LAYOUT.place(Readings.INTERVAL_SECONDS);
  private static final Place<String> METER_TYPE = LAYOUT.place(Readings.METER_TYPE);
  private static final Place<String> SUBURB = LAYOUT.place(Readings.SUBURB);
  private static final Place<Integer> POSTCODE = LAYOUT.place(Readings.POSTCODE);
  private static final Place<String> USAGE_TYPE = LAYOUT.place(Readings.USAGE_TYPE);
  private static final Place<String> TIME_ZONE = LAYOUT.place(Readings.TIME_ZONE);
  private static final Place<List<String>> QUALITY_FLAGS = LAYOUT.place(Readings.QUALITY_FLAGS);
  private static final Place<String> SOURCE_TOPIC = LAYOUT.place(Readings.SOURCE_TOPIC);

  private static final long MICROS_PER_MILLI = 1000;

  /** The meter of the row before; neighbours mostly share it. */
  private Meter lastMeter;

  private LocalDate lastDay = LocalDate.EPOCH;

  /**
   * The rows in the order in which a meter is computed: all rows of a meter in one partition, by
   * measurement and event time, duplicates beside each other with the first in Kafka order first.
   *
   * @param master rows of the master dataset
   * @param partitions how many tasks share the work
   */
  public static Dataset<Row> byMeter(Dataset<Row> master, int partitions) {
    return master
        .withColumn(Computed.EVENT_MICROS.name(), unix_micros(col(Readings.EVENT_TIME)))
        .withColumn(Computed.ARRIVAL_MICROS.name(), unix_micros(col(Readings.ARRIVAL_TIME)))
        .withColumn(Computed.EPOCH_DAY.name(), unix_date(col(Readings.LOCAL_DATE)))
        .select(cols(LAYOUT.columns()))
        .repartition(partitions, col(Readings.METER_ID))
        .sortWithinPartitions(cols(ORDER));
  }

  /** How many of the rows are of some days. */
  public static long count(Dataset<Row> byMeter, Set<LocalDate> days) {
    Object[] epochDays = days.stream().map(day -> (Object) (int) day.toEpochDay()).toArray();
    return byMeter.where(col(Computed.EPOCH_DAY).isin(epochDays)).count();
  }

  /** A row as a reading with its place in Kafka. */
  StoredReading reading(Row row) {
    Measurement measurement =
        Measurement.ofCanonicalName(MEASUREMENT.get(row))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the master dataset holds an unknown measurement " + MEASUREMENT.get(row)));
    Reading reading =
        new Reading(
            METER_ID.get(row),
            measurement,
            Math.floorDiv(EVENT_MICROS.get(row), MICROS_PER_MILLI),
            VALUE.get(row),
            Duration.ofSeconds(INTERVAL_SECONDS.get(row)));
    return new StoredReading(
        new EnrichedReading(reading, meter(row), flags(row)),
        day(EPOCH_DAY.get(row)),
        ARRIVAL_MICROS.get(row),
        SOURCE_TOPIC.get(row),
        SOURCE_PARTITION.get(row),
        SOURCE_OFFSET.get(row));
  }

  private LocalDate day(int epochDay) {
    if (lastDay.toEpochDay() != epochDay) {
      lastDay = LocalDate.ofEpochDay(epochDay);
    }
    return lastDay;
  }

  private Meter meter(Row row) {
    Meter last = lastMeter;
    if (last != null
        && last.id().equals(METER_ID.get(row))
        && last.zone().getId().equals(TIME_ZONE.get(row))
        && same(last.type().map(MeterType::label), METER_TYPE.get(row))
        && same(last.suburb(), SUBURB.get(row))
        && same(last.usageType(), USAGE_TYPE.get(row))
        && last.postcode().equals(postcode(row))) {
      return last;
    }
    lastMeter =
        new Meter(
            METER_ID.get(row),
            Optional.ofNullable(METER_TYPE.get(row)).flatMap(MeterType::ofLabel),
            Optional.ofNullable(SUBURB.get(row)),
            postcode(row),
            Optional.ofNullable(USAGE_TYPE.get(row)),
            ZoneId.of(TIME_ZONE.get(row)));
    return lastMeter;
  }

  private static OptionalInt postcode(Row row) {
    Integer postcode = POSTCODE.get(row);
    return postcode == null ? OptionalInt.empty() : OptionalInt.of(postcode);
  }

  private static boolean same(Optional<String> known, String found) {
    return Objects.equals(known.orElse(null), found);
  }

  private static Set<QualityFlag> flags(Row row) {
    List<String> names = QUALITY_FLAGS.get(row);
    if (names == null || names.isEmpty()) {
      return Set.of();
    }
    Set<QualityFlag> flags = EnumSet.noneOf(QualityFlag.class);
    for (String name : names) {
      flags.add(QualityFlag.valueOf(name));
    }
    return flags;
  }

  /** Flags as they are stored. */
  static List<String> names(Collection<QualityFlag> flags) {
    return flags.isEmpty() ? List.of() : flags.stream().sorted().map(Enum::name).toList();
  }
}

package io.watershed.batch.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.reading.Measurement;
import io.watershed.core.reading.Reading;
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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** The columns of the master dataset that the batch views need, and a row of them as a reading. */
public final class MasterRows {

  private static final int METER_ID = 0;
  private static final int MEASUREMENT = 1;
  private static final int EVENT_MICROS = 2;
  private static final int ARRIVAL_MICROS = 3;
  private static final int SOURCE_PARTITION = 4;
  private static final int SOURCE_OFFSET = 5;
  private static final int EPOCH_DAY = 6;
  private static final int VALUE = 7;
  private static final int INTERVAL_SECONDS = 8;
  private static final int METER_TYPE = 9;
  private static final int SUBURB = 10;
  private static final int POSTCODE = 11;
  private static final int USAGE_TYPE = 12;
  private static final int TIME_ZONE = 13;
  private static final int QUALITY_FLAGS = 14;
  private static final int SOURCE_TOPIC = 15;

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
    Column[] order = {
      col("meter_id"),
      col("measurement"),
      col("event_micros"),
      col("arrival_micros"),
      col("source_partition"),
      col("source_offset")
    };
    return master
        .select(
            col("meter_id"),
            col("measurement"),
            unix_micros(col("event_time")).as("event_micros"),
            unix_micros(col("arrival_time")).as("arrival_micros"),
            col("source_partition"),
            col("source_offset"),
            unix_date(col("local_date")).as("epoch_day"),
            col("value"),
            col("interval_seconds"),
            col("meter_type"),
            col("suburb"),
            col("postcode"),
            col("usage_type"),
            col("time_zone"),
            col("quality_flags"),
            col("source_topic"))
        .repartition(partitions, col("meter_id"))
        .sortWithinPartitions(order);
  }

  /** A row as a reading with its place in Kafka. */
  StoredReading reading(Row row) {
    Measurement measurement =
        Measurement.ofCanonicalName(row.getString(MEASUREMENT))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the master dataset holds an unknown measurement "
                            + row.getString(MEASUREMENT)));
    Reading reading =
        new Reading(
            row.getString(METER_ID),
            measurement,
            Math.floorDiv(row.getLong(EVENT_MICROS), MICROS_PER_MILLI),
            row.getDouble(VALUE),
            Duration.ofSeconds(row.getInt(INTERVAL_SECONDS)));
    return new StoredReading(
        new EnrichedReading(reading, meter(row), flags(row)),
        day(row.getInt(EPOCH_DAY)),
        row.getLong(ARRIVAL_MICROS),
        row.getString(SOURCE_TOPIC),
        row.getInt(SOURCE_PARTITION),
        row.getLong(SOURCE_OFFSET));
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
        && last.id().equals(row.getString(METER_ID))
        && last.zone().getId().equals(row.getString(TIME_ZONE))
        && same(last.type().map(MeterType::label), row.getString(METER_TYPE))
        && same(last.suburb(), row.getString(SUBURB))
        && same(last.usageType(), row.getString(USAGE_TYPE))
        && last.postcode().equals(postcode(row))) {
      return last;
    }
    lastMeter =
        new Meter(
            row.getString(METER_ID),
            Optional.ofNullable(row.getString(METER_TYPE)).flatMap(MeterType::ofLabel),
            Optional.ofNullable(row.getString(SUBURB)),
            postcode(row),
            Optional.ofNullable(row.getString(USAGE_TYPE)),
            ZoneId.of(row.getString(TIME_ZONE)));
    return lastMeter;
  }

  private static OptionalInt postcode(Row row) {
    return row.isNullAt(POSTCODE) ? OptionalInt.empty() : OptionalInt.of(row.getInt(POSTCODE));
  }

  private static boolean same(Optional<String> known, String found) {
    return Objects.equals(known.orElse(null), found);
  }

  private static Set<QualityFlag> flags(Row row) {
    if (row.isNullAt(QUALITY_FLAGS)) {
      return Set.of();
    }
    scala.collection.Seq<String> names = row.getSeq(QUALITY_FLAGS);
    if (names.isEmpty()) {
      return Set.of();
    }
    Set<QualityFlag> flags = EnumSet.noneOf(QualityFlag.class);
    for (String name : CollectionConverters.asJava(names)) {
      flags.add(QualityFlag.valueOf(name));
    }
    return flags;
  }

  /** Flags as they are stored. */
  static List<String> names(Collection<QualityFlag> flags) {
    return flags.isEmpty() ? List.of() : flags.stream().sorted().map(Enum::name).toList();
  }
}

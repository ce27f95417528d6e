package io.watershed.core.contract.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Distinct readings with their final flags; a partition is a local day of the meters. */
public final class MeterReadings {

  private static final Table.Builder TABLE_OF = Table.named("meter_readings");

  public static final Column<String> METER_ID = TABLE_OF.text("meter_id", "id of the meter");
  public static final Column<LocalDateTime> EVENT_TIME =
      TABLE_OF.wallClock("event_time", "UTC", "instant of the reading");
  public static final Column<Long> EPOCH_MILLIS =
      TABLE_OF.count("epoch_millis", "the same instant, milliseconds since 1970 UTC");
  public static final Column<LocalDateTime> LOCAL_TIME =
      TABLE_OF.wallClock("local_time", "the meter", "the same instant");
  public static final Column<String> MEASUREMENT_TYPE =
      TABLE_OF.text("measurement_type", "canonical name of what was measured");
  public static final Column<Double> VALUE = TABLE_OF.number("value", "measured value, in unit");
  public static final Column<String> UNIT = TABLE_OF.text("unit", "unit of value");
  public static final Column<String> METER_TYPE =
      TABLE_OF.text("meter_type", "family of the meter; null when no list names it");
  public static final Column<String> SUBURB =
      TABLE_OF.text("suburb", "suburb, where the fleet list knows it");
  public static final Column<Integer> POSTCODE =
      TABLE_OF.integer("postcode", "", "postcode, where the fleet list knows it");
  public static final Column<String> USAGE_TYPE =
      TABLE_OF.text("usage_type", "who uses the water, such as Residential");
  public static final Column<String> TIME_ZONE =
      TABLE_OF.text("time_zone", "zone whose midnight parts the days of the meter");
  public static final Column<List<String>> QUALITY_FLAGS =
      TABLE_OF.texts("quality_flags", "why the value is hard to believe");
  public static final Column<Boolean> COUNTED =
      TABLE_OF.truth("counted", "whether sums, means and extremes count the value");
  public static final Column<String> SOURCE_TOPIC =
      TABLE_OF.text("source_topic", "topic of the message");
  public static final Column<Integer> SOURCE_PARTITION =
      TABLE_OF.integer("source_partition", "", "partition of the message");
  public static final Column<Long> SOURCE_OFFSET =
      TABLE_OF.count("source_offset", "offset of the message");
  public static final Column<LocalDateTime> ARRIVAL_TIME =
      TABLE_OF.wallClock("arrival_time", "UTC", "when the broker took it");
  public static final Column<LocalDate> LOCAL_DATE =
      TABLE_OF.date("local_date", "local day of the meter");

  /** The table. */
  public static final Table TABLE = TABLE_OF.partitionedByLast();

  private MeterReadings() {}
}

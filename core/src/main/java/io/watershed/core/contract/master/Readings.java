package io.watershed.core.contract.master;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Every message that became a reading, as it came; a partition is a local day of the meters. */
public final class Readings {

  private static final Table.Builder TABLE_OF = Table.named("meter_readings");

  public static final Column<String> METER_ID = TABLE_OF.text("meter_id", "id of the meter");
  public static final Column<Instant> EVENT_TIME =
      TABLE_OF.instant("event_time", "instant of the reading");
  public static final Column<LocalDate> LOCAL_DATE =
      TABLE_OF.date("local_date", "local day of the meter");
  public static final Column<String> MEASUREMENT =
      TABLE_OF.text("measurement", "canonical name of what was measured");
  public static final Column<Double> VALUE = TABLE_OF.number("value", "measured value, in unit");
  public static final Column<String> UNIT = TABLE_OF.text("unit", "unit of value");
  public static final Column<Integer> INTERVAL_SECONDS =
      TABLE_OF.integer("interval_seconds", "seconds", "time that a flow covers");
  public static final Column<String> METER_TYPE =
      TABLE_OF.text("meter_type", "family of the meter");
  public static final Column<String> SUBURB = TABLE_OF.text("suburb", "suburb of the fleet list");
  public static final Column<Integer> POSTCODE =
      TABLE_OF.integer("postcode", "", "postcode of the fleet list");
  public static final Column<String> USAGE_TYPE =
      TABLE_OF.text("usage_type", "who uses the water, of the fleet list");
  public static final Column<String> TIME_ZONE =
      TABLE_OF.text("time_zone", "zone whose midnight parts the days of the meter");
  public static final Column<List<String>> QUALITY_FLAGS =
      TABLE_OF.texts("quality_flags", "flags of the rules that look at one message");
  public static final Column<String> SOURCE_TOPIC =
      TABLE_OF.text("source_topic", "topic of the message");
  public static final Column<Integer> SOURCE_PARTITION =
      TABLE_OF.integer("source_partition", "", "partition of the message");
  public static final Column<Long> SOURCE_OFFSET =
      TABLE_OF.count("source_offset", "offset of the message");
  public static final Column<Instant> ARRIVAL_TIME =
      TABLE_OF.instant("arrival_time", "when the broker took it");
  public static final Column<String> RAW = TABLE_OF.text("raw", "the message verbatim");

  /** The table. */
  public static final Table TABLE = TABLE_OF.whole();

  private Readings() {}
}

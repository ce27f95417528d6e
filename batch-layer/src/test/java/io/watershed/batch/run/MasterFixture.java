package io.watershed.batch.run;

import io.watershed.batch.LakeFixture;
import io.watershed.core.contract.master.Readings;
import io.watershed.core.meter.Fleet;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.quality.QualityLimits;
import io.watershed.core.quality.QualityRules;
import io.watershed.core.reading.Measurement;
import io.watershed.core.reading.Reading;
import io.watershed.core.settings.Settings;
import io.watershed.spark.MasterDataset;
import io.watershed.spark.RowLayout;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A master dataset for tests: readings are flagged and enriched as the intake does it, get the next
 * offset, and arrive one second after one another.
 */
final class MasterFixture {

  /** Lives in Brisbane, sends a flow every 15 minutes. */
  static final Meter BUDERIM = meter("83008", MeterType.DIGITAL, "BUDERIM", "Australia/Brisbane");

  /** Lives in Madrid, sends a flow every hour. */
  static final Meter MADRID = meter("17", MeterType.HOURLY, "CENTRO", "Europe/Madrid");

  private static final RowLayout ROWS = RowLayout.of(Readings.TABLE);

  private final SparkSession spark;
  private final MasterDataset dataset;
  private final QualityRules rules = new QualityRules(QualityLimits.from(Settings.of(Map.of())));
  private final Fleet fleet = Fleet.of(List.of(BUDERIM, MADRID), ZoneId.of("Australia/Brisbane"));
  private final List<Row> pending = new ArrayList<>();
  private long offset;
  private Instant arrival = Instant.parse("2026-06-01T00:00:00Z");

  MasterFixture(SparkSession spark, MasterDataset dataset) {
    this.spark = spark;
    this.dataset = dataset;
    dataset.createIfAbsent(spark);
  }

  private static Meter meter(String id, MeterType type, String suburb, String zone) {
    return new Meter(
        id,
        Optional.of(type),
        Optional.of(suburb),
        OptionalInt.of(4556),
        Optional.of("Residential"),
        ZoneId.of(zone));
  }

  /** The instant of a local time such as 2026-05-02T13:15. */
  static Instant at(Meter meter, String localTime) {
    return LocalDateTime.parse(localTime).atZone(meter.zone()).toInstant();
  }

  MasterFixture flow(Meter meter, String localTime, double value) {
    return add(meter.id(), Measurement.FLOW, at(meter, localTime), value);
  }

  MasterFixture register(Meter meter, String localTime, double value) {
    return add(meter.id(), Measurement.TOTAL, at(meter, localTime), value);
  }

  /** Flows and register readings, which agree, of a whole local day. */
  MasterFixture wholeDay(Meter meter, String day, double litres, double registerBefore) {
    Duration interval = meter.type().orElseThrow().flowInterval();
    Instant end = at(meter, day + "T00:00").plus(Duration.ofDays(1));
    double register = registerBefore;
    for (Instant time = at(meter, day + "T00:00"); time.isBefore(end); time = time.plus(interval)) {
      register += litres;
      add(meter.id(), Measurement.FLOW, time, litres);
      add(meter.id(), Measurement.TOTAL, time, register);
    }
    return this;
  }

  MasterFixture add(String meterId, Measurement measurement, Instant time, double value) {
    Meter meter = fleet.meter(meterId);
    Reading reading =
        new Reading(meterId, measurement, time.toEpochMilli(), value, Duration.ofMinutes(15));
    EnrichedReading enriched = new EnrichedReading(reading, meter, rules.check(reading, meter));
    arrival = arrival.plusSeconds(1);
    pending.add(row(enriched, offset++, arrival));
    return this;
  }

  private static Row row(EnrichedReading enriched, long offset, Instant arrival) {
    Reading reading = enriched.reading();
    Meter meter = enriched.meter();
    return ROWS.values()
        .set(Readings.METER_ID, reading.meterId())
        .set(Readings.EVENT_TIME, reading.timestamp())
        .set(Readings.LOCAL_DATE, enriched.localDate())
        .set(Readings.MEASUREMENT, reading.measurement().canonicalName())
        .set(Readings.VALUE, reading.value())
        .set(Readings.UNIT, reading.measurement().unit().symbol())
        .set(Readings.INTERVAL_SECONDS, (int) QualityRules.flowInterval(reading, meter).toSeconds())
        .set(Readings.METER_TYPE, meter.type().map(MeterType::label).orElse(null))
        .set(Readings.SUBURB, meter.suburb().orElse(null))
        .set(
            Readings.POSTCODE,
            meter.postcode().isPresent() ? (Integer) meter.postcode().getAsInt() : null)
        .set(Readings.USAGE_TYPE, meter.usageType().orElse(null))
        .set(Readings.TIME_ZONE, meter.zone().getId())
        .set(Readings.QUALITY_FLAGS, enriched.flags().stream().map(QualityFlag::name).toList())
        .set(Readings.SOURCE_TOPIC, "meter-readings")
        .set(Readings.SOURCE_PARTITION, 0)
        .set(Readings.SOURCE_OFFSET, offset)
        .set(Readings.ARRIVAL_TIME, arrival)
        .set(Readings.RAW, "{}")
        .row();
  }

  /** Appends what was added since, as one commit. */
  void commit() {
    LakeFixture.append(spark, dataset.readings(), Readings.TABLE, List.copyOf(pending));
    pending.clear();
  }
}

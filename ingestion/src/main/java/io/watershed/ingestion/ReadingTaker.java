package io.watershed.ingestion;

import io.watershed.core.contract.master.Readings;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.Intake;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.quality.QualityRules;
import io.watershed.core.reading.Kind;
import io.watershed.core.reading.Reading;
import io.watershed.spark.RowLayout;
import java.time.Duration;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/** Messages of meters, as rows of the readings table. */
record ReadingTaker(Broadcast<Intake> intake) implements MessageTaker {

  private static final RowLayout ROWS = RowLayout.of(Readings.TABLE);

  @Override
  public Outcome take(SourceMessage message) {
    Intake.Outcome outcome = intake.value().take(message.value(), message.arrivalMillis());
    if (outcome instanceof Intake.Outcome.Accepted accepted) {
      return new Outcome.Accepted(() -> row(message, accepted.reading()));
    }
    Intake.Outcome.Rejected rejected = (Intake.Outcome.Rejected) outcome;
    return new Outcome.Rejected(rejected.why().reason(), rejected.why().detail());
  }

  private static Row row(SourceMessage message, EnrichedReading enriched) {
    Reading reading = enriched.reading();
    Meter meter = enriched.meter();
    return ROWS.values()
        .set(Readings.METER_ID, reading.meterId())
        .set(Readings.EVENT_TIME, reading.timestamp())
        .set(Readings.LOCAL_DATE, enriched.localDate())
        .set(Readings.MEASUREMENT, reading.measurement().canonicalName())
        .set(Readings.VALUE, reading.value())
        .set(Readings.UNIT, reading.measurement().unit().symbol())
        .set(Readings.INTERVAL_SECONDS, Math.toIntExact(interval(reading, meter).toSeconds()))
        .set(Readings.METER_TYPE, meter.type().map(MeterType::label).orElse(null))
        .set(Readings.SUBURB, meter.suburb().orElse(null))
        .set(
            Readings.POSTCODE,
            meter.postcode().isPresent() ? (Integer) meter.postcode().getAsInt() : null)
        .set(Readings.USAGE_TYPE, meter.usageType().orElse(null))
        .set(Readings.TIME_ZONE, meter.zone().getId())
        .set(Readings.QUALITY_FLAGS, enriched.flags().stream().map(QualityFlag::name).toList())
        .set(Readings.SOURCE_TOPIC, message.topic())
        .set(Readings.SOURCE_PARTITION, message.partition())
        .set(Readings.SOURCE_OFFSET, message.offset())
        .set(Readings.ARRIVAL_TIME, message.arrival())
        .set(Readings.RAW, message.text())
        .row();
  }

  private static Duration interval(Reading reading, Meter meter) {
    return reading.measurement().kind() == Kind.INTERVAL_FLOW
        ? QualityRules.flowInterval(reading, meter)
        : reading.interval();
  }
}

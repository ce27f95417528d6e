package io.watershed.ingestion;

import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.Intake;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.quality.QualityRules;
import io.watershed.core.reading.Kind;
import io.watershed.core.reading.Reading;
import java.time.Duration;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Messages of meters, as rows of the readings table. */
record ReadingTaker(Broadcast<Intake> intake) implements MessageTaker {

  private static final String[] NO_FLAGS = {};

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
    return RowFactory.create(
        reading.meterId(),
        reading.timestamp(),
        enriched.localDate(),
        reading.measurement().canonicalName(),
        reading.value(),
        reading.measurement().unit().symbol(),
        Math.toIntExact(interval(reading, meter).toSeconds()),
        meter.type().map(MeterType::label).orElse(null),
        meter.suburb().orElse(null),
        meter.postcode().isPresent() ? meter.postcode().getAsInt() : null,
        meter.usageType().orElse(null),
        meter.zone().getId(),
        names(enriched.flags()),
        message.topic(),
        message.partition(),
        message.offset(),
        message.arrival(),
        message.text());
  }

  private static Duration interval(Reading reading, Meter meter) {
    return reading.measurement().kind() == Kind.INTERVAL_FLOW
        ? QualityRules.flowInterval(reading, meter)
        : reading.interval();
  }

  private static String[] names(Set<QualityFlag> flags) {
    return flags.isEmpty()
        ? NO_FLAGS
        : flags.stream().map(QualityFlag::name).toArray(String[]::new);
  }
}

package io.watershed.ingestion;

import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.Intake.Outcome;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.quality.QualityRules;
import io.watershed.core.reading.Kind;
import io.watershed.core.reading.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of the master dataset's tables, in the order of their columns. */
final class MasterRows {

  private static final String[] NO_FLAGS = {};

  private MasterRows() {}

  /** The row of the readings table, or null for a dead letter. */
  static Row readingOrNull(SourceMessage message, Outcome outcome) {
    if (!(outcome instanceof Outcome.Accepted accepted)) {
      return null;
    }
    EnrichedReading enriched = accepted.reading();
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
        new String(message.value(), StandardCharsets.UTF_8));
  }

  /** The row of the dead letters table, or null for a reading. */
  static Row deadLetterOrNull(SourceMessage message, Outcome outcome) {
    if (!(outcome instanceof Outcome.Rejected rejected)) {
      return null;
    }
    return RowFactory.create(
        message.topic(),
        message.partition(),
        message.offset(),
        message.arrival(),
        message.key(),
        message.value(),
        rejected.why().reason().name(),
        rejected.why().detail());
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

package io.watershed.ingestion;

import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.Intake;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.quality.QualityRules;
import io.watershed.core.reading.Kind;
import io.watershed.core.reading.ParsedMessage;
import io.watershed.core.reading.Reading;
import io.watershed.lake.MasterDataset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Takes messages one after the other and gives each one's outcome row. */
final class OutcomeRows implements Iterator<Row> {

  private static final String[] NO_FLAGS = {};
  private static final int SOURCE_TOPIC =
      IngestionTransform.OUTCOME_COLUMNS.fieldIndex("source_topic");
  private static final int LETTER = MasterDataset.READING_COLUMNS.size();

  private final Iterator<Row> messages;
  private final Intake intake;

  OutcomeRows(Iterator<Row> messages, Intake intake) {
    this.messages = messages;
    this.intake = intake;
  }

  @Override
  public boolean hasNext() {
    return messages.hasNext();
  }

  @Override
  public Row next() {
    Row message = messages.next();
    byte[] value = message.isNullAt(1) ? null : (byte[]) message.get(1);
    long arrivalMillis = message.getLong(5);
    Intake.Outcome outcome = intake.take(value, arrivalMillis);
    if (outcome instanceof Intake.Outcome.Accepted accepted) {
      return reading(accepted.reading(), value, message, arrivalMillis);
    }
    return deadLetter(((Intake.Outcome.Rejected) outcome).why(), value, message, arrivalMillis);
  }

  private static Row reading(
      EnrichedReading enriched, byte[] value, Row message, long arrivalMillis) {
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
        message.getString(2),
        message.getInt(3),
        message.getLong(4),
        Instant.ofEpochMilli(arrivalMillis),
        new String(value, StandardCharsets.UTF_8),
        null,
        null,
        null,
        null);
  }

  private static Row deadLetter(
      ParsedMessage.Rejected why, byte[] value, Row message, long arrivalMillis) {
    Object[] cells = new Object[IngestionTransform.OUTCOME_COLUMNS.size()];
    cells[SOURCE_TOPIC] = message.getString(2);
    cells[SOURCE_TOPIC + 1] = message.getInt(3);
    cells[SOURCE_TOPIC + 2] = message.getLong(4);
    cells[SOURCE_TOPIC + 3] = Instant.ofEpochMilli(arrivalMillis);
    cells[LETTER] = message.get(0);
    cells[LETTER + 1] = value;
    cells[LETTER + 2] = why.reason().name();
    cells[LETTER + 3] = why.detail();
    return RowFactory.create(cells);
  }

  private static Duration interval(Reading reading, Meter meter) {
    return reading.measurement().kind() == Kind.INTERVAL_FLOW
        ? QualityRules.flowInterval(reading, meter)
        : reading.interval();
  }

  private static String[] names(Set<QualityFlag> flags) {
    if (flags.isEmpty()) {
      return NO_FLAGS;
    }
    return flags.stream().map(QualityFlag::name).toArray(String[]::new);
  }
}

package io.watershed.serving.answer;

import io.watershed.core.contract.index.MeterDaysIndex;
import io.watershed.elasticsearch.Document;
import java.time.Instant;
import java.util.List;

/** A raw reading. */
public record ReadingAnswer(
    Instant at,
    double value,
    String unit,
    boolean counted,
    List<String> flags,
    SourceAnswer source,
    Instant arrival) {

  /** Out of a reading of {@link MeterDaysIndex}. */
  public static ReadingAnswer of(Document reading, String unit, String topic) {
    String flags = reading.text(MeterDaysIndex.Reading.FLAGS);
    return new ReadingAnswer(
        reading.instant(MeterDaysIndex.Reading.AT),
        reading.node(MeterDaysIndex.Reading.VALUE).asDouble(),
        unit,
        reading.node(MeterDaysIndex.Reading.COUNTED).asBoolean(),
        flags == null || flags.isEmpty() ? List.of() : List.of(flags.split(",")),
        new SourceAnswer(
            topic,
            reading.node(MeterDaysIndex.Reading.PARTITION).asInt(),
            reading.node(MeterDaysIndex.Reading.OFFSET).asLong()),
        reading.instant(MeterDaysIndex.Reading.ARRIVAL));
  }
}

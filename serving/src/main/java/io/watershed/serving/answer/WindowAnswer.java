package io.watershed.serving.answer;

import io.watershed.core.contract.index.MeterWindowsIndex;
import io.watershed.elasticsearch.Document;
import java.time.Instant;

/** A sliding window of a meter. */
public record WindowAnswer(
    Instant start,
    Instant end,
    String measurement,
    String unit,
    Long count,
    Double sum,
    Double mean,
    Double min,
    Double max,
    Long excluded,
    boolean aligned) {

  /** Out of {@link MeterWindowsIndex}. */
  public static WindowAnswer of(Document window) {
    return new WindowAnswer(
        window.instant(MeterWindowsIndex.WINDOW_START),
        window.instant(MeterWindowsIndex.WINDOW_END),
        window.text(MeterWindowsIndex.MEASUREMENT_TYPE),
        window.text(MeterWindowsIndex.UNIT),
        window.count(MeterWindowsIndex.COUNT),
        window.number(MeterWindowsIndex.SUM),
        window.number(MeterWindowsIndex.MEAN),
        window.number(MeterWindowsIndex.MIN),
        window.number(MeterWindowsIndex.MAX),
        window.count(MeterWindowsIndex.EXCLUDED_COUNT),
        window.node(MeterWindowsIndex.ALIGNED).asBoolean());
  }
}

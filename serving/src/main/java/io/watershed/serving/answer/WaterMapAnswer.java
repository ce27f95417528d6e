package io.watershed.serving.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.Tendency;
import java.time.Instant;
import java.util.List;

/** Gauges on a map; metres. */
public record WaterMapAnswer(
    List<Item> items,
    long total,
    long unplaced,
    long known,
    boolean truncated,
    ProvincesAnswer facets,
    int lead,
    Instant issued,
    ClockAnswer clock) {

  /** A gauge. */
  public record Item(
      @JsonUnwrapped StationBriefAnswer brief,
      Double level,
      FloodRisk risk,
      Double probability,
      Tendency trend,
      Double change) {}
}

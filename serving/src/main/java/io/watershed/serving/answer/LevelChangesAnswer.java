package io.watershed.serving.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/** Gauges by how their water will change; metres. */
public record LevelChangesAnswer(
    List<Item> items, long total, int lead, Instant issued, ClockAnswer clock) {

  /** A gauge. */
  public record Item(
      @JsonUnwrapped StationBriefAnswer brief,
      Double level,
      Double levelChange6h,
      Double highWater,
      OutlookAnswer outlook) {}
}

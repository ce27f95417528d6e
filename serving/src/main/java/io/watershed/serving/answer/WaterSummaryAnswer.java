package io.watershed.serving.answer;

import java.time.Instant;
import java.util.List;

/** How many gauges have a forecast, and what it says. */
public record WaterSummaryAnswer(long gauges, Instant issued, List<Lead> leads, ClockAnswer clock) {

  /** What it says some hours ahead. */
  public record Lead(
      int lead,
      long forecast,
      long rising,
      long falling,
      long stable,
      long highRisk,
      long mediumRisk,
      long lowRisk,
      long unknownRisk,
      long riseWatch) {}
}

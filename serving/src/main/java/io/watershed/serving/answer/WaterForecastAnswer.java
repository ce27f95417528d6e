package io.watershed.serving.answer;

import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.Tendency;
import java.time.Instant;
import java.util.List;

/** The newest forecast of a gauge; metres. */
public record WaterForecastAnswer(
    String station,
    Instant issued,
    String unit,
    Double highWater,
    String highWaterFrom,
    List<Lead> leads) {

  /** What it says some hours ahead. */
  public record Lead(
      int lead,
      Instant target,
      Double level,
      Double low,
      Double high,
      String method,
      Double persistence,
      Tendency trend,
      Double probability,
      FloodRisk risk,
      boolean riseWatch) {}
}

package io.watershed.serving.answer;

import java.time.Instant;
import java.util.List;

/** How good the forecasts of a gauge were; metres. */
public record WaterSkillAnswer(String unit, List<Item> items) {

  /** How good those for a lead were. */
  public record Item(
      Integer lead,
      Instant from,
      Instant to,
      Long forecasts,
      Double mae,
      Double rmse,
      Double nse,
      Double persistenceMae,
      Double coefficientOfPersistence,
      Double coverage,
      Double meanWidth,
      Long hits,
      Long misses,
      Long falseAlarms,
      Instant computed) {}
}

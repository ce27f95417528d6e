package io.watershed.serving.answer;

import java.time.Instant;
import java.util.List;

/** Forecasts of a gauge against what came; metres. */
public record PastForecastsAnswer(
    int lead, String unit, Instant from, Instant to, List<Item> items, Verified verified) {

  /** A forecast, and the level that came. */
  public record Item(
      Instant issued,
      Instant target,
      Double level,
      Double low,
      Double high,
      String method,
      Double persistence,
      Double came,
      Boolean inside) {}

  /** How good those were whose truth has come. */
  public record Verified(long forecasts, Double mae, Double persistenceMae, Double coverage) {}
}

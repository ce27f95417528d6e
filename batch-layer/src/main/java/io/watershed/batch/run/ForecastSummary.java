package io.watershed.batch.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.watershed.core.forecast.SkillScore;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a run reports of its forecasts.
 *
 * @param issuedAt the hour they start from, ISO 8601
 * @param origins hours that were forecast from: one when a run comes each hour
 * @param gauges gauges forecast from the newest hour
 * @param rising gauges whose level is expected to be higher a day later
 * @param falling the same for lower
 * @param stable all others
 * @param highRisk gauges at high risk of high water within a day
 * @param skill how good the forecasts were whose truth has come, by hours ahead
 * @param rebuiltBecause why what the runs before remembered could not be read, so that it was made
 *     again from the hours; null where it was read
 */
@JsonPropertyOrder({
  "issuedAt",
  "origins",
  "gauges",
  "rising",
  "falling",
  "stable",
  "highRisk",
  "skill",
  "rebuiltBecause"
})
public record ForecastSummary(
    String issuedAt,
    long origins,
    long gauges,
    long rising,
    long falling,
    long stable,
    long highRisk,
    SortedMap<Integer, Skill> skill,
    @JsonInclude(JsonInclude.Include.NON_NULL) String rebuiltBecause) {

  /**
   * The scores of all gauges at one lead time.
   *
   * @param forecasts forecasts whose truth has come
   * @param mae mean absolute error, metres
   * @param persistenceMae the same of persistence
   * @param belowPersistencePercent by how much the first is below the second
   * @param coverage share of truths within the band
   * @param hits high water that came and was forecast
   * @param misses high water that came and was not forecast
   * @param falseAlarms high water that was forecast and did not come
   */
  @JsonPropertyOrder({
    "forecasts",
    "mae",
    "persistenceMae",
    "belowPersistencePercent",
    "coverage",
    "hits",
    "misses",
    "falseAlarms"
  })
  public record Skill(
      long forecasts,
      double mae,
      double persistenceMae,
      double belowPersistencePercent,
      double coverage,
      long hits,
      long misses,
      long falseAlarms) {

    static Skill of(SkillScore score) {
      return new Skill(
          score.count(),
          rounded(score.mae(), 1e4),
          rounded(score.persistenceMae(), 1e4),
          rounded(100 * score.belowPersistence(), 10),
          rounded(score.coverage(), 1e4),
          score.hits(),
          score.misses(),
          score.falseAlarms());
    }

    private static double rounded(double value, double steps) {
      return Double.isFinite(value) ? Math.rint(value * steps) / steps : 0;
    }
  }

  /** The same as the rest of a sentence. */
  String inWords() {
    StringBuilder words =
        new StringBuilder(
            String.format(
                "%,d gauges forecast from %s: %,d rising, %,d falling, %,d stable, %,d at high risk",
                gauges, issuedAt, rising, falling, stable, highRisk));
    for (Map.Entry<Integer, Skill> lead : skill.entrySet()) {
      Skill score = lead.getValue();
      words.append(
          String.format(
              "; %d hours ahead off by %.3f m, persistence by %.3f m (%.1f %% below)",
              lead.getKey(), score.mae(), score.persistenceMae(), score.belowPersistencePercent()));
    }
    if (rebuiltBecause != null) {
      words.append("; the forecasts' memory was made again: ").append(rebuiltBecause);
    }
    return words.toString();
  }
}

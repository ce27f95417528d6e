package io.watershed.forecast;

import io.watershed.core.forecast.SkillScore;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * How the forecasts of one lead time did over some stations.
 *
 * @param stations the stations with a forecast that could be scored
 * @param pooled all their forecasts together
 * @param medianMae the median over the stations of their mean absolute error, metres
 * @param medianPersistenceMae the same of persistence
 * @param medianStationBelow the median over the stations of the share by which each is below its
 *     own persistence
 * @param worse how many stations have a larger error than persistence
 */
record Verdict(
    int stations,
    SkillScore pooled,
    double medianMae,
    double medianPersistenceMae,
    double medianStationBelow,
    int worse) {

  static Verdict of(Collection<SkillScore> all) {
    Collection<SkillScore> scores = all.stream().filter(score -> score.count() > 0).toList();
    SkillScore pooled = new SkillScore();
    scores.forEach(pooled::add);
    int worse = (int) scores.stream().filter(score -> score.mae() > score.persistenceMae()).count();
    return new Verdict(
        scores.size(),
        pooled,
        median(scores, SkillScore::mae),
        median(scores, SkillScore::persistenceMae),
        median(scores, score -> score.persistenceMae() > 0 ? score.belowPersistence() : 0),
        worse);
  }

  /** By which share the median station's error is below the median station's of persistence. */
  double medianBelow() {
    return 1 - medianMae / medianPersistenceMae;
  }

  /** The share of the stations that do worse than persistence. */
  double shareWorse() {
    return (double) worse / stations;
  }

  private static double median(Collection<SkillScore> scores, ToDoubleFunction<SkillScore> figure) {
    double[] sorted = scores.stream().mapToDouble(figure).sorted().toArray();
    return sorted.length == 0
        ? Double.NaN
        : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}

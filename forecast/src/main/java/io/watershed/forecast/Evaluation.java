package io.watershed.forecast;

import io.watershed.core.forecast.FitOptions;
import io.watershed.core.forecast.ForecastFitter;
import io.watershed.core.forecast.ForecastModel;
import io.watershed.core.forecast.Forecaster;
import io.watershed.core.forecast.GaugeSeries;
import io.watershed.core.forecast.SkillScore;
import io.watershed.core.forecast.StationTracker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What came of fitting on some files and judging on others.
 *
 * @param fit the files that were fitted on
 * @param choose the files that settings were chosen on
 * @param judged what came of each judged file
 * @param options the settings in the end
 * @param model the model that judged
 * @param notes what should be known of the files
 */
record Evaluation(
    List<LevelFile> fit,
    List<LevelFile> choose,
    List<Judged> judged,
    FitOptions options,
    ForecastModel model,
    List<String> notes) {

  /**
   * High water is the level that a station exceeded for this share of the time it was fitted on.
   */
  private static final double HIGH_WATER_SHARE = 0.95;

  private static final double[] TRUSTED_WEIGHTS = {0.6, 0.7, 0.8, 0.9, 1.0};

  /** The lead times that choosing looks at, hours, and the stations that may do worse. */
  private static final int[] CHOSEN_BY = {6, 24};

  private static final double WORSE_ALLOWED = 0.1;

  /**
   * One judged file.
   *
   * @param skills the score of each station at lead times 1 to 24, in order
   */
  record Judged(LevelFile file, Map<String, List<SkillScore>> skills) {

    /** The verdict at a lead time, hours. */
    Verdict at(int lead) {
      return Verdict.of(skills.values().stream().map(leads -> leads.get(lead - 1)).toList());
    }
  }

  /**
   * Fits and judges.
   *
   * @throws BadInputException if a fit would see what it is judged on
   */
  static Evaluation of(
      List<LevelFile> fit,
      List<LevelFile> choose,
      List<LevelFile> judged,
      FitOptions options,
      Consumer<String> progress)
      throws BadInputException {
    List<String> notes = Separation.check(fit, choose, judged);
    progress.accept("fitting on " + fit.size() + " of the files");
    ForecastModel model = ForecastFitter.fit(periods(fit), options);
    FitOptions chosen = options;
    if (!choose.isEmpty()) {
      chosen = options.withTrustedWeight(choose(model, fit, choose, progress));
      List<LevelFile> all = Stream.concat(fit.stream(), choose.stream()).toList();
      progress.accept("fitting on all " + all.size() + " files that are not judged");
      model = ForecastFitter.fit(periods(all), chosen);
    }
    Map<String, Double> highWaters = highWaters(fit, choose);
    List<Judged> verdicts = new ArrayList<>();
    for (LevelFile file : judged) {
      progress.accept("judging on " + file.path());
      verdicts.add(judge(model, file, highWaters));
    }
    return new Evaluation(fit, choose, List.copyOf(verdicts), chosen, model, notes);
  }

  private static List<List<GaugeSeries>> periods(List<LevelFile> files) {
    return files.stream().map(LevelFile::series).toList();
  }

  /** The trusted weight that does best on files the model has not seen. */
  private static double choose(
      ForecastModel model, List<LevelFile> fit, List<LevelFile> choose, Consumer<String> progress) {
    Map<String, Double> highWaters = highWaters(fit, List.of());
    double best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double weight : TRUSTED_WEIGHTS) {
      double cost = 0;
      for (LevelFile file : choose) {
        Judged judged = judge(model.withTrustedWeight(weight), file, highWaters);
        for (int lead : CHOSEN_BY) {
          Verdict verdict = judged.at(lead);
          cost -= verdict.medianBelow();
          cost += Math.max(0, verdict.shareWorse() - WORSE_ALLOWED);
        }
      }
      cost /= choose.size() * CHOSEN_BY.length;
      progress.accept(
          String.format(
              Locale.ROOT,
              "with a trusted weight of %.1f the median station is %.1f %% below persistence",
              weight,
              -100 * cost));
      if (cost < least) {
        least = cost;
        best = weight;
      }
    }
    return best;
  }

  private static Judged judge(ForecastModel model, LevelFile file, Map<String, Double> highWaters) {
    List<GaugeSeries> gauges =
        file.series().stream()
            .map(
                gauge ->
                    gauge.withHighWater(highWaters.getOrDefault(gauge.stationId(), Double.NaN)))
            .toList();
    long from = gauges.stream().mapToLong(GaugeSeries::firstHour).min().orElse(0);
    long to = gauges.stream().mapToLong(GaugeSeries::endHour).max().orElse(0);
    Map<String, List<SkillScore>> skills = new TreeMap<>();
    List<StationTracker> trackers =
        Stream.generate(StationTracker::new).limit(gauges.size()).toList();
    new Forecaster(model)
        .roll(
            gauges,
            from,
            to,
            trackers,
            gauge -> {
              List<SkillScore> leads =
                  Stream.generate(SkillScore::new).limit(ForecastModel.LEADS).toList();
              skills.put(gauge.stationId(), leads);
              return scored -> leads.get(scored.lead() - 1).add(scored);
            });
    return new Judged(file, skills);
  }

  private static Map<String, Double> highWaters(List<LevelFile> fit, List<LevelFile> choose) {
    Map<String, List<GaugeSeries>> series = new HashMap<>();
    Stream.concat(fit.stream(), choose.stream())
        .flatMap(file -> file.series().stream())
        .forEach(
            gauge -> series.computeIfAbsent(gauge.stationId(), id -> new ArrayList<>()).add(gauge));
    Map<String, Double> highWaters = new HashMap<>();
    series.forEach(
        (station, pasts) -> highWaters.put(station, GaugeSeries.quantile(pasts, HIGH_WATER_SHARE)));
    return highWaters;
  }
}

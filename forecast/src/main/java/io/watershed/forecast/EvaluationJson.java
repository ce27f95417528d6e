package io.watershed.forecast;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.forecast.ForecastModel;
import io.watershed.core.forecast.SkillScore;
import io.watershed.core.json.Json;
import java.util.List;
import java.util.Locale;

/**
 * An evaluation as one JSON object: pooled for every lead time, and per station and lead time.
 * Metres and shares from 0 to 1; a figure that does not exist is null.
 */
final class EvaluationJson {

  private EvaluationJson() {}

  static String of(Evaluation evaluation) {
    ObjectNode root = Json.MAPPER.createObjectNode();
    paths(root.putArray("fit"), evaluation.fit());
    paths(root.putArray("choose"), evaluation.choose());
    root.put("trusted_weight", evaluation.options().trustedWeight());
    root.put("trees", evaluation.options().rounds());
    root.put("seed", evaluation.options().seed());
    root.put("fitted_stations", evaluation.model().gauges());
    root.put("fitted_origins", evaluation.model().origins());
    ArrayNode notes = root.putArray("notes");
    evaluation.notes().forEach(notes::add);
    ArrayNode all = root.putArray("judged");
    for (Evaluation.Judged judged : evaluation.judged()) {
      describe(all.addObject(), judged);
    }
    return root.toString();
  }

  private static void describe(ObjectNode node, Evaluation.Judged judged) {
    LevelFile file = judged.file();
    node.put("path", file.path().toString());
    node.put("levels_read", file.observations());
    node.put("stations_used", file.series().size());
    ObjectNode findings = node.putObject("screening");
    file.findings()
        .forEach((what, times) -> findings.put(what.name().toLowerCase(Locale.ROOT), times));
    ObjectNode leftOut = node.putObject("left_out");
    file.leftOut().forEach(leftOut::put);
    ArrayNode leads = node.putArray("leads");
    for (int lead = 1; lead <= ForecastModel.LEADS; lead++) {
      Verdict verdict = judged.at(lead);
      ObjectNode row = leads.addObject();
      row.put("lead", lead);
      row.put("stations", verdict.stations());
      figure(row, "median_mae", verdict.medianMae());
      figure(row, "median_persistence_mae", verdict.medianPersistenceMae());
      figure(row, "median_below_persistence", verdict.medianBelow());
      figure(row, "median_station_below_persistence", verdict.medianStationBelow());
      row.put("stations_worse", verdict.worse());
      figure(row, "share_worse", verdict.shareWorse());
      score(row.putObject("pooled"), verdict.pooled());
    }
    ArrayNode stations = node.putArray("stations");
    judged
        .skills()
        .forEach(
            (station, scores) -> {
              ObjectNode entry = stations.addObject();
              entry.put("station", station);
              ArrayNode rows = entry.putArray("leads");
              for (int lead = 1; lead <= scores.size(); lead++) {
                ObjectNode row = rows.addObject();
                row.put("lead", lead);
                score(row, scores.get(lead - 1));
              }
            });
  }

  private static void score(ObjectNode node, SkillScore score) {
    node.put("forecasts", score.count());
    figure(node, "mae", score.mae());
    figure(node, "persistence_mae", score.persistenceMae());
    figure(node, "below_persistence", score.belowPersistence());
    figure(node, "rmse", score.rmse());
    figure(node, "nse", score.nashSutcliffe());
    figure(node, "coefficient_of_persistence", score.coefficientOfPersistence());
    figure(node, "coverage", score.coverage());
    figure(node, "mean_width", score.meanWidth());
    node.put("hits", score.hits());
    node.put("misses", score.misses());
    node.put("false_alarms", score.falseAlarms());
  }

  private static void paths(ArrayNode array, List<LevelFile> files) {
    files.forEach(file -> array.add(file.path().toString()));
  }

  private static void figure(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }
}

package io.watershed.forecast;

import io.watershed.core.forecast.ForecastModel;
import io.watershed.core.forecast.LevelScreening.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An evaluation as tables for people. Metres and per cent. */
final class EvaluationText {

  /** The lead times shown, hours; the JSON has all. */
  static final List<Integer> LEADS = List.of(1, 3, 6, 12, 24);

  private EvaluationText() {}

  static String of(Evaluation evaluation) {
    StringBuilder text = new StringBuilder();
    ForecastModel model = evaluation.model();
    text.append("fitted on ").append(paths(evaluation.fit()));
    if (!evaluation.choose().isEmpty()) {
      text.append("\nchosen on ")
          .append(paths(evaluation.choose()))
          .append(", then fitted on it too");
    }
    text.append(
        format(
            "%n%,d origins of %d stations; trusted weight %.1f, %d trees, seed %d%n",
            model.origins(),
            model.gauges(),
            evaluation.options().trustedWeight(),
            evaluation.options().rounds(),
            evaluation.options().seed()));
    evaluation.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
    evaluation.judged().forEach(judged -> append(text, judged));
    return text.toString();
  }

  private static void append(StringBuilder text, Evaluation.Judged judged) {
    LevelFile file = judged.file();
    text.append(format("%njudged on %s%n", file.path()));
    text.append(
        format(
            "%d stations used, %d left out; %,d levels read",
            file.series().size(), file.leftOut().size(), file.observations()));
    String findings =
        file.findings().entrySet().stream()
            .map(EvaluationText::finding)
            .collect(Collectors.joining(", "));
    text.append(findings.isEmpty() ? "" : ", of them " + findings).append('\n');
    file.leftOut().forEach((station, reason) -> text.append(format("  %s: %s%n", station, reason)));
    text.append(
        format(
            "%n%5s %9s | %29s | %29s | %8s | %8s %8s | %6s %6s %6s%n",
            "hours",
            "forecasts",
            "median station's error, m",
            "pooled error, m",
            "stations",
            "interval",
            "mean",
            "cross-",
            "",
            "false"));
    text.append(
        format(
            "%5s %9s | %9s %9s %9s | %9s %9s %9s | %8s | %8s %8s | %6s %6s %6s%n",
            "ahead",
            "scored",
            "forecast",
            "persist.",
            "below",
            "forecast",
            "persist.",
            "below",
            "worse",
            "covers",
            "width, m",
            "ings",
            "missed",
            "alarms"));
    for (int lead : LEADS) {
      Verdict verdict = judged.at(lead);
      text.append(
          format(
              "%5d %,9d | %9.4f %9.4f %7.1f %% | %9.4f %9.4f %7.1f %% | %6.1f %% | %6.1f %% %8.3f |"
                  + " %6d %6d %6d%n",
              lead,
              verdict.pooled().count(),
              verdict.medianMae(),
              verdict.medianPersistenceMae(),
              100 * verdict.medianBelow(),
              verdict.pooled().mae(),
              verdict.pooled().persistenceMae(),
              100 * verdict.pooled().belowPersistence(),
              100 * verdict.shareWorse(),
              100 * verdict.pooled().coverage(),
              verdict.pooled().meanWidth(),
              verdict.pooled().hits() + verdict.pooled().misses(),
              verdict.pooled().misses(),
              verdict.pooled().falseAlarms()));
    }
  }

  private static String finding(Map.Entry<Finding, Integer> found) {
    String what =
        switch (found.getKey()) {
          case RANGE -> "out of range";
          case SPIKE -> "spikes";
          case DUPLICATE -> "duplicates";
          case DATUM_SHIFT -> "at a shift of the datum";
        };
    return format("%,d %s", found.getValue(), what);
  }

  private static String paths(List<LevelFile> files) {
    return files.stream().map(file -> file.path().toString()).collect(Collectors.joining(", "));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}

package io.watershed.serving.views;

import java.util.List;

/** Rows of the stations' batch views; what a row lacks is null, and instants are milliseconds. */
final class StationRows {

  private StationRows() {}

  /** An hour of an element of a station. */
  record HourRow(
      String stationId,
      String kind,
      String element,
      long startMillis,
      long values,
      Double minimum,
      Double maximum,
      Double mean,
      Double last,
      Double atStart,
      long excluded) {}

  /** What is known of a station; what is not is null. */
  record MetadataRow(
      String stationId,
      String kind,
      String name,
      Double latitude,
      Double longitude,
      Double elevation,
      String province,
      String city,
      String zone,
      String downstream,
      Double highWater,
      String highWaterFrom,
      String source,
      Long firstMillis,
      Long lastMillis,
      Long observations) {}

  /** A forecast of one station for one lead. */
  record ForecastRow(
      String stationId,
      long issuedMillis,
      long targetMillis,
      int lead,
      Double level,
      Double low,
      Double high,
      Double persistence,
      String method,
      String trend,
      Double probability,
      Double highWater,
      Boolean riseWatch,
      String risk) {}

  /** How good the forecasts of one station for one lead were; what it lacks is null. */
  record SkillRow(
      String stationId,
      int lead,
      Long fromMillis,
      Long toMillis,
      Long forecasts,
      List<Double> scores,
      Long hits,
      Long misses,
      Long falseAlarms,
      Long computedMillis) {

    /** The names of the scores, in their order. */
    static final List<String> SCORES =
        List.of(
            "mae",
            "rmse",
            "nse",
            "persistence_mae",
            "coefficient_of_persistence",
            "coverage",
            "mean_width");
  }
}

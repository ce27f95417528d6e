package io.watershed.batch.transform;

import io.watershed.core.contract.hive.ForecastSkill;
import io.watershed.core.forecast.ForecastModel;
import io.watershed.core.forecast.SkillScore;
import io.watershed.core.forecast.StationSkill;
import io.watershed.spark.RowLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** How good past forecasts were, by station and lead time. */
public final class SkillView {

  private static final RowLayout LAYOUT = RowLayout.of(ForecastSkill.TABLE);
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private SkillView() {}

  /**
   * The rows of Hive's {@code forecast_skill}.
   *
   * @param states rows as {@link ForecastView#states} gives them
   */
  public static Dataset<Row> of(Dataset<Row> states, Instant computedAt) {
    long computedMillis = computedAt.toEpochMilli();
    FlatMapFunction<Row, Row> rows = row -> rowsOf(row, computedMillis).iterator();
    return states.flatMap(rows, Encoders.row(LAYOUT.schema()));
  }

  private static List<Row> rowsOf(Row state, long computedMillis) {
    StationSkill skill = GaugeMemory.skill(state);
    List<Row> rows = new ArrayList<>();
    for (int lead = 1; lead <= ForecastModel.LEADS; lead++) {
      SkillScore score = skill.score(lead);
      if (score.count() > 0) {
        rows.add(
            LAYOUT
                .values()
                .set(ForecastSkill.STATION_ID, GaugeMemory.stationId(state))
                .set(ForecastSkill.LEAD_HOURS, lead)
                .set(ForecastSkill.FROM_TIME, Times.utc(skill.firstTarget(lead) * HOUR_MILLIS))
                .set(ForecastSkill.TO_TIME, Times.utc(skill.lastTarget(lead) * HOUR_MILLIS))
                .set(ForecastSkill.FORECASTS, score.count())
                .set(ForecastSkill.MAE, score.mae())
                .set(ForecastSkill.RMSE, score.rmse())
                .set(ForecastSkill.NSE, DayRow.orNull(score.nashSutcliffe()))
                .set(ForecastSkill.PERSISTENCE_MAE, score.persistenceMae())
                .set(
                    ForecastSkill.COEFFICIENT_OF_PERSISTENCE,
                    DayRow.orNull(score.coefficientOfPersistence()))
                .set(ForecastSkill.COVERAGE, score.coverage())
                .set(ForecastSkill.MEAN_WIDTH, score.meanWidth())
                .set(ForecastSkill.HITS, score.hits())
                .set(ForecastSkill.MISSES, score.misses())
                .set(ForecastSkill.FALSE_ALARMS, score.falseAlarms())
                .set(ForecastSkill.COMPUTED_TIME, Times.utc(computedMillis))
                .row());
      }
    }
    return rows;
  }

  /**
   * The scores of all gauges together at a lead time.
   *
   * @param states rows as {@link ForecastView#states} gives them
   */
  public static SkillScore pooled(Dataset<Row> states, int lead) {
    MapFunction<Row, byte[]> score = row -> GaugeMemory.skill(row).score(lead).toBytes();
    SkillScore pooled = new SkillScore();
    states
        .map(score, Encoders.BINARY())
        .collectAsList()
        .forEach(bytes -> pooled.add(SkillScore.of(bytes)));
    return pooled;
  }
}

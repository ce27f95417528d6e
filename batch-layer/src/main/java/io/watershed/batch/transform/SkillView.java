package io.watershed.batch.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.watershed.core.forecast.ForecastModel;
import io.watershed.core.forecast.SkillScore;
import io.watershed.core.forecast.StationSkill;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** How good past forecasts were, by station and lead time. */
public final class SkillView {

  private static final StructType COMPUTED =
      new StructType()
          .add("station_id", StringType)
          .add("lead_hours", IntegerType)
          .add("from_millis", LongType)
          .add("to_millis", LongType)
          .add("forecasts", LongType)
          .add("mae", DoubleType)
          .add("rmse", DoubleType)
          .add("nse", DoubleType)
          .add("persistence_mae", DoubleType)
          .add("coefficient_of_persistence", DoubleType)
          .add("coverage", DoubleType)
          .add("mean_width", DoubleType)
          .add("hits", LongType)
          .add("misses", LongType)
          .add("false_alarms", LongType)
          .add("computed_millis", LongType);

  private static final int STATION_ID = 0;
  private static final int STATE = 1;
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
    List<Column> columns = new ArrayList<>();
    for (String name : COMPUTED.fieldNames()) {
      columns.add(
          name.endsWith("_millis")
              ? Times.wallClockOfMillis(name).as(name.replace("_millis", "_time"))
              : col(name));
    }
    return states.flatMap(rows, Encoders.row(COMPUTED)).select(columns.toArray(Column[]::new));
  }

  private static List<Row> rowsOf(Row state, long computedMillis) {
    StationSkill skill = StationSkill.read((byte[]) state.get(STATE));
    List<Row> rows = new ArrayList<>();
    for (int lead = 1; lead <= ForecastModel.LEADS; lead++) {
      SkillScore score = skill.score(lead);
      if (score.count() > 0) {
        rows.add(
            RowFactory.create(
                state.getString(STATION_ID),
                lead,
                skill.firstTarget(lead) * HOUR_MILLIS,
                skill.lastTarget(lead) * HOUR_MILLIS,
                score.count(),
                score.mae(),
                score.rmse(),
                DayRow.orNull(score.nashSutcliffe()),
                score.persistenceMae(),
                DayRow.orNull(score.coefficientOfPersistence()),
                score.coverage(),
                score.meanWidth(),
                score.hits(),
                score.misses(),
                score.falseAlarms(),
                computedMillis));
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
    MapFunction<Row, byte[]> score =
        row -> StationSkill.read((byte[]) row.get(STATE)).score(lead).toBytes();
    SkillScore pooled = new SkillScore();
    states
        .map(score, Encoders.BINARY())
        .collectAsList()
        .forEach(bytes -> pooled.add(SkillScore.of(bytes)));
    return pooled;
  }
}

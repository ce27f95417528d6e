package io.watershed.batch.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampNTZType;

import io.watershed.core.binary.UnreadableStateException;
import io.watershed.core.forecast.FleetRound;
import io.watershed.core.forecast.LeadForecast;
import io.watershed.core.forecast.LeadOutlook;
import io.watershed.core.forecast.StationForecast;
import io.watershed.core.forecast.StationSkill;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Forecasts of water levels; each task takes some gauges through the hours of a round. */
public final class ForecastView {

  private static final StructType FORECAST =
      new StructType()
          .add("station_id", StringType)
          .add("issued_time", TimestampNTZType)
          .add("target_time", TimestampNTZType)
          .add("lead_hours", IntegerType)
          .add("level", DoubleType)
          .add("low", DoubleType)
          .add("high", DoubleType)
          .add("persistence_level", DoubleType)
          .add("method", StringType)
          .add("trend", StringType)
          .add("probability_high_water", DoubleType)
          .add("high_water", DoubleType)
          .add("rise_watch", BooleanType)
          .add("risk", StringType);

  /** A forecast without a state, or a gauge and its state. */
  private static final StructType COMPUTED = FORECAST.add("state", BinaryType);

  private static final int PLACE = 0;
  private static final int STATION_ID = 0;
  private static final int STATE = 1;
  private static final long HOUR_SECONDS = Duration.ofHours(1).toSeconds();

  private ForecastView() {}

  /** The columns of Hive's {@code water_level_forecasts}, the partition's last. */
  public static StructType columns() {
    return FORECAST.add("issued_date", DateType);
  }

  /**
   * Goes through a round; {@link #forecasts} and {@link #states} take their parts of the result.
   *
   * @param gauges rows of the gauge's place in the round and of its state after the last one, null
   *     before the first
   */
  public static Dataset<Row> of(Dataset<Row> gauges, Broadcast<FleetRound> round) {
    FlatMapFunction<Row, Row> forward = row -> rowsOf(row, round.value()).iterator();
    return gauges.flatMap(forward, Encoders.row(COMPUTED));
  }

  private static List<Row> rowsOf(Row gauge, FleetRound round) {
    List<Row> rows = new ArrayList<>();
    int place = gauge.getInt(PLACE);
    StationSkill skill =
        gauge.isNullAt(STATE) ? StationSkill.none() : StationSkill.read((byte[]) gauge.get(STATE));
    round.run(
        place,
        skill.tracker(),
        (forecast, highWater) -> addRows(forecast, highWater, rows),
        skill::add);
    Object[] state = new Object[COMPUTED.size()];
    state[COMPUTED.fieldIndex("station_id")] = round.stationId(place);
    state[COMPUTED.fieldIndex("state")] = skill.toBytes();
    rows.add(RowFactory.create(state));
    return rows;
  }

  private static void addRows(StationForecast forecast, double highWater, List<Row> rows) {
    LocalDateTime issued =
        LocalDateTime.ofEpochSecond(forecast.originHour() * HOUR_SECONDS, 0, ZoneOffset.UTC);
    for (LeadOutlook outlook : LeadOutlook.of(forecast)) {
      LeadForecast lead = outlook.forecast();
      rows.add(
          RowFactory.create(
              forecast.stationId(),
              issued,
              issued.plusHours(lead.lead()),
              lead.lead(),
              millimetres(lead.level()),
              millimetres(lead.low()),
              millimetres(lead.high()),
              millimetres(forecast.level()),
              lead.method().wireName(),
              outlook.trend().wireName(),
              DayRow.orNull(rounded(lead.probabilityAbove().orElse(Double.NaN), 1e4)),
              DayRow.orNull(millimetres(highWater)),
              outlook.riseWatch(),
              outlook.risk().wireName(),
              null));
    }
  }

  /** A level in metres to the millimetre, finer than any gauge measures. */
  private static double millimetres(double level) {
    return rounded(level, 1e3);
  }

  private static double rounded(double value, double parts) {
    return Double.isNaN(value) ? value : Math.rint(value * parts) / parts;
  }

  /**
   * Of which gauges the state cannot be read, each with the reason in a sentence.
   *
   * @param states rows as {@link #states} gives them
   */
  public static List<String> unreadable(Dataset<Row> states) {
    FlatMapFunction<Row, String> reasons = row -> unreadable(row).iterator();
    return states.flatMap(reasons, Encoders.STRING()).collectAsList();
  }

  private static List<String> unreadable(Row state) {
    try {
      StationSkill.read((byte[]) state.get(STATE));
      return List.of();
    } catch (UnreadableStateException unreadable) {
      return List.of(unreadable.of("gauge " + state.getString(STATION_ID)).getMessage());
    }
  }

  /** The rows of Hive's {@code water_level_forecasts}. */
  public static Dataset<Row> forecasts(Dataset<Row> computed) {
    return computed
        .where(col("state").isNull())
        .drop("state")
        .withColumn("issued_date", col("issued_time").cast(DateType));
  }

  /** The state of each gauge after the round: {@code station_id} and {@code state}. */
  public static Dataset<Row> states(Dataset<Row> computed) {
    return computed.where(col("state").isNotNull()).select("station_id", "state");
  }
}

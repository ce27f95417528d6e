package io.watershed.batch.transform;

import static io.watershed.spark.SparkSchemas.col;
import static io.watershed.spark.SparkSchemas.cols;

import io.watershed.core.binary.UnreadableStateException;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import io.watershed.core.forecast.FleetRound;
import io.watershed.core.forecast.LeadForecast;
import io.watershed.core.forecast.LeadOutlook;
import io.watershed.core.forecast.StationForecast;
import io.watershed.core.forecast.StationSkill;
import io.watershed.spark.RowLayout;
import io.watershed.spark.RowLayout.Place;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Forecasts of water levels; each task takes some gauges through the hours of a round. */
public final class ForecastView {

  private static final io.watershed.core.contract.Column<Integer> PLACE =
      Table.named("gauges_of_a_round").integer("place", "", "the gauge's place in the round");

  /** A gauge's place in a round, with its id. */
  private static final RowLayout PLACES =
      RowLayout.of(List.of(PLACE, WaterLevelForecasts.STATION_ID));

  /** A gauge's place in a round, with its state after the last one. */
  private static final RowLayout GAUGES = RowLayout.of(List.of(PLACE, GaugeMemory.STATE));

  private static final Place<Integer> PLACE_OF = GAUGES.place(PLACE);
  private static final Place<byte[]> STATE_OF = GAUGES.place(GaugeMemory.STATE);

  /** A forecast without a state, or a gauge and its state. */
  static final RowLayout LAYOUT =
      RowLayout.of(
          Stream.concat(
                  WaterLevelForecasts.TABLE.allColumns().stream(), Stream.of(GaugeMemory.STATE))
              .toList());

  private static final long HOUR_SECONDS = Duration.ofHours(1).toSeconds();

  private ForecastView() {}

  /**
   * Goes through a round; {@link #forecasts} and {@link #states} take their parts of the result.
   *
   * @param before the states after the last round, with {@link GaugeMemory#columns}
   * @param partitions how many tasks share the work
   */
  public static Dataset<Row> of(Dataset<Row> before, Broadcast<FleetRound> round, int partitions) {
    List<Row> places = new ArrayList<>();
    for (int place = 0; place < round.value().size(); place++) {
      places.add(
          PLACES
              .values()
              .set(PLACE, place)
              .set(WaterLevelForecasts.STATION_ID, round.value().stationId(place))
              .row());
    }
    FlatMapFunction<Row, Row> forward = row -> rowsOf(row, round.value()).iterator();
    return before
        .sparkSession()
        .createDataFrame(places, PLACES.schema())
        .join(before, new String[] {WaterLevelForecasts.STATION_ID.name()}, "left")
        .select(cols(GAUGES.columns()))
        .repartition(partitions, col(PLACE))
        .flatMap(forward, Encoders.row(LAYOUT.schema()));
  }

  private static List<Row> rowsOf(Row gauge, FleetRound round) {
    List<Row> rows = new ArrayList<>();
    int place = PLACE_OF.get(gauge);
    StationSkill skill = GaugeMemory.skill(STATE_OF.get(gauge));
    round.run(
        place,
        skill.tracker(),
        (forecast, highWater) -> addRows(forecast, highWater, rows),
        skill::add);
    rows.add(
        LAYOUT
            .values()
            .set(WaterLevelForecasts.STATION_ID, round.stationId(place))
            .set(GaugeMemory.STATE, skill.toBytes())
            .sparseRow());
    return rows;
  }

  private static void addRows(StationForecast forecast, double highWater, List<Row> rows) {
    LocalDateTime issued =
        LocalDateTime.ofEpochSecond(forecast.originHour() * HOUR_SECONDS, 0, ZoneOffset.UTC);
    for (LeadOutlook outlook : LeadOutlook.of(forecast)) {
      LeadForecast lead = outlook.forecast();
      rows.add(
          LAYOUT
              .values()
              .set(WaterLevelForecasts.STATION_ID, forecast.stationId())
              .set(WaterLevelForecasts.ISSUED_TIME, issued)
              .set(WaterLevelForecasts.TARGET_TIME, issued.plusHours(lead.lead()))
              .set(WaterLevelForecasts.LEAD_HOURS, lead.lead())
              .set(WaterLevelForecasts.LEVEL, millimetres(lead.level()))
              .set(WaterLevelForecasts.LOW, millimetres(lead.low()))
              .set(WaterLevelForecasts.HIGH, millimetres(lead.high()))
              .set(WaterLevelForecasts.PERSISTENCE_LEVEL, millimetres(forecast.level()))
              .set(WaterLevelForecasts.METHOD, lead.method().wireName())
              .set(WaterLevelForecasts.TREND, outlook.trend().wireName())
              .set(
                  WaterLevelForecasts.PROBABILITY_HIGH_WATER,
                  DayRow.orNull(rounded(lead.probabilityAbove().orElse(Double.NaN), 1e4)))
              .set(WaterLevelForecasts.HIGH_WATER, DayRow.orNull(millimetres(highWater)))
              .set(WaterLevelForecasts.RISE_WATCH, outlook.riseWatch())
              .set(WaterLevelForecasts.RISK, outlook.risk().wireName())
              .set(WaterLevelForecasts.ISSUED_DATE, issued.toLocalDate())
              .set(GaugeMemory.STATE, null)
              .row());
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
      GaugeMemory.skill(state);
      return List.of();
    } catch (UnreadableStateException unreadable) {
      return List.of(unreadable.of("gauge " + GaugeMemory.stationId(state)).getMessage());
    }
  }

  /** The rows of Hive's {@code water_level_forecasts}. */
  public static Dataset<Row> forecasts(Dataset<Row> computed) {
    return computed.where(col(GaugeMemory.STATE).isNull()).select(cols(WaterLevelForecasts.TABLE));
  }

  /** The state of each gauge after the round, with {@link GaugeMemory#columns}. */
  public static Dataset<Row> states(Dataset<Row> computed) {
    return computed
        .where(col(GaugeMemory.STATE).isNotNull())
        .select(col(WaterLevelForecasts.STATION_ID), col(GaugeMemory.STATE));
  }
}

package io.watershed.batch.run;

import static io.watershed.spark.SparkSchemas.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.watershed.batch.hive.BatchTable;
import io.watershed.batch.transform.ForecastView;
import io.watershed.batch.transform.GaugeMemory;
import io.watershed.batch.transform.SkillView;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import io.watershed.core.forecast.FitOptions;
import io.watershed.core.forecast.FleetRound;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.ForecastFitter;
import io.watershed.core.forecast.ForecastModel;
import io.watershed.core.forecast.GaugeSeries;
import io.watershed.core.forecast.LeadTime;
import io.watershed.core.forecast.SkillScore;
import io.watershed.core.forecast.Tendency;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a run that is about forecasts: settles the former ones against what came, and
 * forecasts from each hour that has come since, at first from those of some hours before.
 *
 * <p>A model is fitted only on hours before the first one that it forecasts from, so that the skill
 * is always one of forecasts, never of the fit.
 */
final class ForecastRun {

  private static final Logger LOG = LoggerFactory.getLogger(ForecastRun.class);
  private static final List<String> WHOLE = List.of(BatchTable.WHOLE);
  private static final String STATION_ID = WaterLevelForecasts.STATION_ID.name();

  private final SparkSession spark;
  private final ViewFiles files;
  private final Warehouse warehouse;
  private final ForecastFiles memory;
  private final ForecastSettings settings;
  private final Clock clock;
  private final Progress progress;

  ForecastRun(
      SparkSession spark,
      ViewFiles files,
      Warehouse warehouse,
      ForecastFiles memory,
      ForecastSettings settings,
      Clock clock,
      Progress progress) {
    this.spark = spark;
    this.files = files;
    this.warehouse = warehouse;
    this.memory = memory;
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * What was forecast.
   *
   * @param manifest what the views of the stations consist of now
   * @param summary what was forecast; empty where there was nothing new to forecast from
   */
  record Result(StationManifest manifest, Optional<ForecastSummary> summary) {}

  /**
   * Writes the files of forecasts and of their skill.
   *
   * @param manifest names the hours and the metadata that are forecast from
   * @param horizon the newest observation
   */
  Result compute(String runId, StationManifest manifest, Instant horizon) throws IOException {
    Optional<ForecastMark> mark = Optional.ofNullable(manifest.forecast());
    Optional<String> lost = mark.isPresent() ? lost(mark.get()) : Optional.empty();
    if (lost.isPresent()) {
      // As if nothing had been forecast yet: the hours themselves are all that it comes from.
      mark = Optional.empty();
    }
    GaugeHours hours = new GaugeHours(files, warehouse, manifest);
    Optional<GaugeHours.Window> found = hours.read(horizon, settings.historyDays());
    if (found.isEmpty()) {
      return new Result(manifest, Optional.empty());
    }
    GaugeHours.Window window = found.get();
    long origin = window.origin();
    long from = firstOrigin(mark, window);
    if (from > origin) {
      return new Result(manifest, Optional.empty());
    }
    progress.tell(
        String.format(
            "forecasting %,d gauges from %,d hours", window.gauges().size(), origin + 1 - from));
    ForecastModel model = null;
    ForecastMark now = null;
    if (mark.isPresent() && from - mark.get().fittedHour() < settings.refitHours()) {
      model = memory.model(mark.get().modelRunId()).orElse(null);
      now = new ForecastMark(runId, origin, mark.get().modelRunId(), mark.get().fittedHour());
    }
    if (model == null) {
      model = fit(window, from);
      memory.writeModel(runId, model);
      now = new ForecastMark(runId, origin, runId, from);
    }
    Dataset<Row> computed =
        round(new FleetRound(model, window.gauges(), from, origin + 1), mark)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      writeStates(runId, computed, mark);
      SortedSet<String> dates = writeForecasts(runId, manifest, computed, from, origin);
      Dataset<Row> states = states(runId);
      files.writeWhole(BatchTable.FORECAST_SKILL, runId, SkillView.of(states, clock.instant()));
      StationManifest after =
          manifest
              .pointing(BatchTable.WATER_LEVEL_FORECASTS, dates, runId)
              .pointing(BatchTable.FORECAST_SKILL, WHOLE, runId)
              .with(now);
      return new Result(after, Optional.of(summary(computed, states, from, origin, lost)));
    } finally {
      computed.unpersist();
    }
  }

  /** Why the last run's states cannot be built on, said; empty where they can. */
  private Optional<String> lost(ForecastMark mark) throws IOException {
    if (!memory.hasState(mark.stateRunId())) {
      return said("the state of run " + mark.stateRunId() + " is gone");
    }
    List<String> unreadable = ForecastView.unreadable(states(mark.stateRunId()));
    unreadable.forEach(gauge -> LOG.warn("{}", gauge));
    return unreadable.isEmpty()
        ? Optional.empty()
        : said(String.format("of %,d gauges: %s", unreadable.size(), unreadable.get(0)));
  }

  private Optional<String> said(String reason) {
    LOG.warn("the forecasts' memory is made again: {}", reason);
    progress.tell("the forecasts' memory is made again: " + reason);
    return Optional.of(reason);
  }

  /**
   * The first hour to forecast from: the one after the last run's or, without one, some hours back,
   * but no more than half of what is known, since the other half is learned from.
   */
  private long firstOrigin(Optional<ForecastMark> mark, GaugeHours.Window window) {
    long earliest = window.origin() + 1 - settings.backtestHours();
    return mark.map(last -> Math.max(earliest, last.settledHour() + 1))
        .orElseGet(() -> Math.max(earliest, (window.firstHour() + window.origin() + 1) / 2));
  }

  private ForecastModel fit(GaugeHours.Window window, long before) {
    progress.tell("fitting the forecast model");
    List<GaugeSeries> past = new ArrayList<>();
    for (GaugeSeries gauge : window.gauges()) {
      past.add(gauge.until(before));
    }
    return ForecastFitter.fit(
        List.of(past),
        new FitOptions(
            settings.rounds(),
            FitOptions.DEFAULTS.trustedWeight(),
            settings.fitOrigins(),
            FitOptions.DEFAULTS.seed()));
  }

  private Dataset<Row> round(FleetRound round, Optional<ForecastMark> mark) {
    Dataset<Row> before =
        mark.map(last -> states(last.stateRunId()))
            .orElseGet(() -> spark.createDataFrame(List.of(), GaugeMemory.columns()));
    Broadcast<FleetRound> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(round);
    return ForecastView.of(before, shared, files.partitionsFor(0));
  }

  /** The new states, and those of gauges that had no hours this time. */
  private void writeStates(String runId, Dataset<Row> computed, Optional<ForecastMark> mark) {
    Dataset<Row> states = ForecastView.states(computed);
    if (mark.isPresent()) {
      Dataset<Row> former = states(mark.get().stateRunId());
      states =
          states.unionByName(
              former.join(states.select(STATION_ID), new String[] {STATION_ID}, "left_anti"));
    }
    states.coalesce(1).write().mode(SaveMode.Overwrite).parquet(memory.stateFolder(runId));
  }

  private Dataset<Row> states(String runId) {
    return spark.read().schema(GaugeMemory.columns()).parquet(memory.stateFolder(runId));
  }

  /** Writes the days on which forecasts were issued, each with what was issued on it before. */
  private SortedSet<String> writeForecasts(
      String runId, StationManifest manifest, Dataset<Row> computed, long from, long origin) {
    SortedSet<String> dates = new TreeSet<>();
    for (long hour = from; hour <= origin; hour++) {
      dates.add(instant(hour).atZone(ZoneOffset.UTC).toLocalDate().toString());
    }
    SortedMap<String, String> before =
        new TreeMap<>(manifest.runsOf(BatchTable.WATER_LEVEL_FORECASTS));
    before.keySet().retainAll(dates);
    Dataset<Row> issuedBefore =
        files
            .read(
                BatchTable.WATER_LEVEL_FORECASTS,
                WaterLevelForecasts.TABLE.allColumns(),
                warehouse.locations(BatchTable.WATER_LEVEL_FORECASTS, before).values())
            .where(col(WaterLevelForecasts.ISSUED_TIME).lt(wallClock(from)));
    files.writeSmall(
        BatchTable.WATER_LEVEL_FORECASTS,
        runId,
        ForecastView.forecasts(computed)
            .unionByName(issuedBefore)
            .repartition(files.partitionsFor(0), col(WaterLevelForecasts.STATION_ID))
            .sortWithinPartitions(
                col(WaterLevelForecasts.ISSUED_DATE),
                col(WaterLevelForecasts.ISSUED_TIME),
                col(WaterLevelForecasts.STATION_ID),
                col(WaterLevelForecasts.LEAD_HOURS)));
    return dates;
  }

  private ForecastSummary summary(
      Dataset<Row> computed, Dataset<Row> states, long from, long origin, Optional<String> lost) {
    Row counts =
        ForecastView.forecasts(computed)
            .where(
                col(WaterLevelForecasts.ISSUED_TIME)
                    .equalTo(wallClock(origin))
                    .and(col(WaterLevelForecasts.LEAD_HOURS).equalTo(LeadTime.LONG.hours())))
            .agg(
                count(lit(1)).as("gauges"),
                number(WaterLevelForecasts.TREND, Tendency.RISING.wireName()),
                number(WaterLevelForecasts.TREND, Tendency.FALLING.wireName()),
                number(WaterLevelForecasts.TREND, Tendency.STABLE.wireName()),
                number(WaterLevelForecasts.RISK, FloodRisk.HIGH.wireName()))
            .first();
    SortedMap<Integer, ForecastSummary.Skill> skill = new TreeMap<>();
    for (int lead : LeadTime.allHours()) {
      SkillScore score = SkillView.pooled(states, lead);
      if (score.count() > 0) {
        skill.put(lead, ForecastSummary.Skill.of(score));
      }
    }
    return new ForecastSummary(
        instant(origin).toString(),
        origin + 1 - from,
        counts.getAs("gauges"),
        counts.getAs(Tendency.RISING.wireName()),
        counts.getAs(Tendency.FALLING.wireName()),
        counts.getAs(Tendency.STABLE.wireName()),
        counts.getAs(FloodRisk.HIGH.wireName()),
        skill,
        lost.orElse(null));
  }

  private static Column number(io.watershed.core.contract.Column<String> column, String value) {
    return count(when(col(column).equalTo(value), lit(1))).as(value);
  }

  private static Column wallClock(long hour) {
    return lit(instant(hour).atZone(ZoneOffset.UTC).toLocalDateTime());
  }

  private static Instant instant(long hour) {
    return Instant.ofEpochSecond(hour * 3600);
  }
}

package io.watershed.serving.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.contract.hive.ForecastSkill;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import io.watershed.core.contract.index.ForecastSkillIndex;
import io.watershed.core.contract.index.WaterLevelForecastsIndex;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.station.Element;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.Queries;
import io.watershed.elasticsearch.Queries.Order;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.answer.PastForecastsAnswer;
import io.watershed.serving.answer.WaterForecastAnswer;
import io.watershed.serving.answer.WaterSkillAnswer;
import io.watershed.serving.merge.MeasuredPoint;
import io.watershed.serving.merge.Step;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Forecasts of a gauge's level, and how good they were. Safe for use by several threads. */
public final class WaterForecasts {

  private static final int MOST_LEADS = 48;
  private static final int MOST_FORECASTS = 2_000;

  private final Search search;
  private final StationHistory history;

  /**
   * Forecasts that a search finds.
   *
   * @param history what came
   */
  public WaterForecasts(Search search, StationHistory history) {
    this.search = search;
    this.history = history;
  }

  /** The newest forecast of a gauge, one item for each lead; {@code issued} is null for none. */
  public WaterForecastAnswer newest(KnownStation station) {
    ObjectNode body =
        Queries.filtered(MOST_LEADS, Queries.term(WaterLevelForecasts.STATION_ID, station.id()));
    Queries.sort(body, WaterLevelForecasts.ISSUED_TIME, Order.DESCENDING);
    Queries.sort(body, WaterLevelForecasts.LEAD_HOURS, Order.ASCENDING);
    List<Document> forecasts = Queries.hits(search.search(body, WaterLevelForecastsIndex.INDEX));
    Instant issued =
        forecasts.isEmpty() ? null : forecasts.get(0).instant(WaterLevelForecasts.ISSUED_TIME);
    return new WaterForecastAnswer(
        station.id(),
        issued,
        Element.WATER_LEVEL.unit(),
        station.highWater().metres(),
        station.highWater().from(),
        forecasts.stream()
            .takeWhile(one -> one.instant(WaterLevelForecasts.ISSUED_TIME).equals(issued))
            .map(WaterForecasts::lead)
            .toList());
  }

  /** Out of {@link WaterLevelForecastsIndex}. */
  static WaterForecastAnswer.Lead lead(Document forecast) {
    return new WaterForecastAnswer.Lead(
        forecast.value(WaterLevelForecasts.LEAD_HOURS),
        forecast.instant(WaterLevelForecasts.TARGET_TIME),
        forecast.value(WaterLevelForecasts.LEVEL),
        forecast.value(WaterLevelForecasts.LOW),
        forecast.value(WaterLevelForecasts.HIGH),
        forecast.value(WaterLevelForecasts.METHOD),
        forecast.value(WaterLevelForecasts.PERSISTENCE_LEVEL),
        StationReader.trend(forecast),
        forecast.value(WaterLevelForecasts.PROBABILITY_HIGH_WATER),
        FloodRisk.ofWireName(forecast.text(WaterLevelForecasts.RISK, "")),
        forecast.node(WaterLevelForecasts.RISE_WATCH).asBoolean());
  }

  /** Past forecasts for a lead against what came, by the hour that they were for. */
  public PastForecastsAnswer past(
      String station, int lead, Instant from, Instant before, DataClock clock) {
    ObjectNode body =
        Queries.filtered(
            MOST_FORECASTS,
            Queries.term(WaterLevelForecasts.STATION_ID, station),
            Queries.term(WaterLevelForecasts.LEAD_HOURS, Integer.toString(lead)),
            Queries.range(WaterLevelForecasts.TARGET_TIME, from, before));
    Queries.sort(body, WaterLevelForecasts.TARGET_TIME, Order.ASCENDING);
    List<Document> forecasts = Queries.hits(search.search(body, WaterLevelForecastsIndex.INDEX));
    Map<Instant, Double> came = came(station, from, before, clock);
    List<PastForecastsAnswer.Item> items =
        forecasts.stream()
            .map(one -> item(one, came.get(one.instant(WaterLevelForecasts.TARGET_TIME))))
            .toList();
    return new PastForecastsAnswer(
        lead, Element.WATER_LEVEL.unit(), from, before, items, verified(items));
  }

  /** Out of {@link WaterLevelForecastsIndex}, and the level that came; null for not yet. */
  static PastForecastsAnswer.Item item(Document forecast, Double came) {
    Double level = forecast.value(WaterLevelForecasts.LEVEL);
    Double low = forecast.value(WaterLevelForecasts.LOW);
    Double high = forecast.value(WaterLevelForecasts.HIGH);
    boolean complete = came != null && level != null && low != null && high != null;
    return new PastForecastsAnswer.Item(
        forecast.instant(WaterLevelForecasts.ISSUED_TIME),
        forecast.instant(WaterLevelForecasts.TARGET_TIME),
        level,
        low,
        high,
        forecast.value(WaterLevelForecasts.METHOD),
        forecast.value(WaterLevelForecasts.PERSISTENCE_LEVEL),
        came,
        complete ? (Boolean) (came >= low && came <= high) : null);
  }

  private static PastForecastsAnswer.Verified verified(List<PastForecastsAnswer.Item> items) {
    List<PastForecastsAnswer.Item> verified =
        items.stream().filter(one -> one.inside() != null && one.persistence() != null).toList();
    return new PastForecastsAnswer.Verified(
        verified.size(),
        mean(verified, one -> Math.abs(one.level() - one.came())),
        mean(verified, one -> Math.abs(one.persistence() - one.came())),
        mean(verified, one -> one.inside() ? 1 : 0));
  }

  private static Double mean(
      List<PastForecastsAnswer.Item> items, ToDoubleFunction<PastForecastsAnswer.Item> figure) {
    return items.isEmpty()
        ? null
        : (Double) items.stream().mapToDouble(figure).average().orElseThrow();
  }

  /**
   * The believed level at each full hour: what was measured then, else what was known last, by the
   * rule that forecasts are held against.
   */
  private Map<Instant, Double> came(String station, Instant from, Instant before, DataClock clock) {
    Map<Instant, Double> levels = new HashMap<>();
    for (MeasuredPoint point :
        history.series(
            station,
            Element.WATER_LEVEL,
            ZoneOffset.UTC,
            Step.HOUR,
            from.minus(2, ChronoUnit.HOURS),
            before,
            clock)) {
      if (point.atStart() != null) {
        levels.put(point.start(), point.atStart());
      }
      if (point.last() != null) {
        levels.put(point.end(), point.last());
      }
    }
    return levels;
  }

  /** How good the forecasts of a gauge were, by lead. */
  public WaterSkillAnswer skill(String station) {
    ObjectNode body = Queries.filtered(MOST_LEADS, Queries.term(ForecastSkill.STATION_ID, station));
    Queries.sort(body, ForecastSkill.LEAD_HOURS, Order.ASCENDING);
    List<WaterSkillAnswer.Item> items = new ArrayList<>();
    Queries.hits(search.search(body, ForecastSkillIndex.INDEX))
        .forEach(skill -> items.add(skill(skill)));
    return new WaterSkillAnswer(Element.WATER_LEVEL.unit(), items);
  }

  /** Out of {@link ForecastSkillIndex}. */
  static WaterSkillAnswer.Item skill(Document skill) {
    return new WaterSkillAnswer.Item(
        skill.value(ForecastSkill.LEAD_HOURS),
        skill.instant(ForecastSkill.FROM_TIME),
        skill.instant(ForecastSkill.TO_TIME),
        skill.value(ForecastSkill.FORECASTS),
        skill.value(ForecastSkill.MAE),
        skill.value(ForecastSkill.RMSE),
        skill.value(ForecastSkill.NSE),
        skill.value(ForecastSkill.PERSISTENCE_MAE),
        skill.value(ForecastSkill.COEFFICIENT_OF_PERSISTENCE),
        skill.value(ForecastSkill.COVERAGE),
        skill.value(ForecastSkill.MEAN_WIDTH),
        skill.value(ForecastSkill.HITS),
        skill.value(ForecastSkill.MISSES),
        skill.value(ForecastSkill.FALSE_ALARMS),
        skill.instant(ForecastSkill.COMPUTED_TIME));
  }
}

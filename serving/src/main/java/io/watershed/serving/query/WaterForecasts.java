package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.station.Element;
import io.watershed.elasticsearch.Search;
import io.watershed.serving.merge.MeasuredPoint;
import io.watershed.serving.merge.Step;
import io.watershed.serving.views.ViewIndices;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Forecasts of a gauge's level, and how good they were. Safe for use by several threads. */
public final class WaterForecasts {

  private static final int MOST_LEADS = 48;
  private static final int MOST_FORECASTS = 2_000;

  private static final Map<String, String> SKILL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("lead_hours", "lead"),
              Map.entry("from_time", "from"),
              Map.entry("to_time", "to"),
              Map.entry("forecasts", "forecasts"),
              Map.entry("mae", "mae"),
              Map.entry("rmse", "rmse"),
              Map.entry("nse", "nse"),
              Map.entry("persistence_mae", "persistenceMae"),
              Map.entry("coefficient_of_persistence", "coefficientOfPersistence"),
              Map.entry("coverage", "coverage"),
              Map.entry("mean_width", "meanWidth"),
              Map.entry("hits", "hits"),
              Map.entry("misses", "misses"),
              Map.entry("false_alarms", "falseAlarms"),
              Map.entry("computed_time", "computed")));

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
  public ObjectNode newest(String station) {
    ObjectNode body = Queries.filtered(MOST_LEADS, List.of(Queries.term("station_id", station)));
    Queries.sort(body, "issued_time", "desc");
    Queries.sort(body, "lead_hours", "asc");
    ObjectNode answer = Queries.object().putNull("issued").put("unit", Element.WATER_LEVEL.unit());
    ArrayNode leads = answer.putArray("leads");
    for (JsonNode hit : Queries.hits(search.search(ViewIndices.FORECASTS, body))) {
      JsonNode forecast = hit.path("_source");
      if (answer.path("issued").isNull()) {
        answer.set("issued", forecast.get("issued_time"));
      }
      if (!forecast.path("issued_time").equals(answer.path("issued"))) {
        break;
      }
      ObjectNode lead = leads.addObject().put("lead", forecast.path("lead_hours").asInt());
      copy(forecast, lead);
      lead.set("trend", forecast.get("trend"));
      lead.set("probability", forecast.get("probability_high_water"));
      lead.put("risk", FloodRisk.ofWireName(forecast.path("risk").asText()).wireName());
      lead.put("riseWatch", forecast.path("rise_watch").asBoolean());
    }
    return answer;
  }

  private static void copy(JsonNode forecast, ObjectNode to) {
    to.set("target", forecast.get("target_time"));
    for (String field : List.of("level", "low", "high", "method")) {
      to.set(field, forecast.get(field));
    }
    to.set("persistence", forecast.get("persistence_level"));
  }

  /** Past forecasts for a lead against what came, by the hour that they were for. */
  public ObjectNode past(String station, int lead, Instant from, Instant before, DataClock clock) {
    ObjectNode body =
        Queries.filtered(
            MOST_FORECASTS,
            List.of(
                Queries.term("station_id", station),
                Queries.term("lead_hours", Integer.toString(lead)),
                Queries.range("target_time", from, before)));
    Queries.sort(body, "target_time", "asc");
    List<JsonNode> hits = Queries.hits(search.search(ViewIndices.FORECASTS, body));
    Map<Instant, Double> came = came(station, from, before, clock);
    ObjectNode answer =
        Queries.object()
            .put("lead", lead)
            .put("unit", Element.WATER_LEVEL.unit())
            .put("from", from.toString())
            .put("to", before.toString());
    ArrayNode items = answer.putArray("items");
    List<double[]> verified = new ArrayList<>();
    for (JsonNode hit : hits) {
      JsonNode forecast = hit.path("_source");
      ObjectNode item = items.addObject();
      item.set("issued", forecast.get("issued_time"));
      copy(forecast, item);
      Double level = came.get(Instant.parse(forecast.path("target_time").asText()));
      item.put("came", level);
      boolean complete =
          level != null
              && forecast.path("level").isNumber()
              && forecast.path("low").isNumber()
              && forecast.path("high").isNumber();
      item.put(
          "inside",
          complete
              ? (Boolean)
                  (level >= forecast.get("low").asDouble()
                      && level <= forecast.get("high").asDouble())
              : null);
      if (complete && forecast.path("persistence_level").isNumber()) {
        verified.add(
            new double[] {
              Math.abs(forecast.get("level").asDouble() - level),
              Math.abs(forecast.get("persistence_level").asDouble() - level),
              item.get("inside").asBoolean() ? 1 : 0
            });
      }
    }
    ObjectNode summary = answer.putObject("verified").put("forecasts", verified.size());
    summary.put("mae", mean(verified, 0));
    summary.put("persistenceMae", mean(verified, 1));
    summary.put("coverage", mean(verified, 2));
    return answer;
  }

  private static Double mean(List<double[]> rows, int column) {
    return rows.isEmpty()
        ? null
        : (Double) rows.stream().mapToDouble(row -> row[column]).average().orElseThrow();
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
  public ArrayNode skill(String station) {
    ObjectNode body = Queries.filtered(MOST_LEADS, List.of(Queries.term("station_id", station)));
    Queries.sort(body, "lead_hours", "asc");
    ArrayNode items = Queries.object().putArray("items");
    for (JsonNode hit : Queries.hits(search.search(ViewIndices.SKILL, body))) {
      ObjectNode item = items.addObject();
      SKILL.forEach((field, name) -> item.set(name, hit.path("_source").get(field)));
    }
    return items;
  }
}

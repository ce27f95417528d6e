package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.LeadTime;
import io.watershed.core.forecast.Tendency;
import java.util.List;

/**
 * What the newest forecast says of a gauge some hours ahead.
 *
 * @param lead how many hours ahead
 * @param forecast the forecast's document for that lead
 * @param risk the worst risk from one hour ahead to that lead
 * @param probability the highest probability from one hour ahead to that lead, or null
 */
record Outlook(LeadTime lead, JsonNode forecast, FloodRisk risk, Double probability) {

  String trend() {
    return forecast.path("trend").asText("");
  }

  boolean is(Tendency trend) {
    return trend.wireName().equals(trend());
  }

  boolean riseWatch() {
    return forecast.path("rise_watch").asBoolean();
  }

  /** How much higher the level will be than it was when the forecast was issued, m; or null. */
  Double change() {
    JsonNode level = forecast.path("level");
    JsonNode then = forecast.path("persistence_level");
    return level.isNumber() && then.isNumber() ? level.asDouble() - then.asDouble() : null;
  }

  /** As answers have it. */
  ObjectNode json() {
    ObjectNode json = Queries.object().put("lead", lead.hours());
    json.set("issued", forecast.get("issued_time"));
    json.set("target", forecast.get("target_time"));
    for (String field : List.of("level", "low", "high")) {
      json.set(field, forecast.get(field));
    }
    json.put("change", change());
    json.set("trend", forecast.get("trend"));
    return json.put("probability", probability)
        .put("risk", risk.wireName())
        .put("riseWatch", riseWatch());
  }
}

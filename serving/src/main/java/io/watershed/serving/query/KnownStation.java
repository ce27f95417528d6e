package io.watershed.serving.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.LeadTime;
import io.watershed.core.station.Element;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A station with what both layers know of it now.
 *
 * @param id its id
 * @param latest its document of the speed layer, or a missing one
 * @param metadata its document of the batch layer, or a missing one
 * @param outlooks what is forecast, by lead
 * @param now the newest observation of all stations
 */
public record KnownStation(
    String id, JsonNode latest, JsonNode metadata, Map<LeadTime, Outlook> outlooks, Instant now) {

  static final String GAUGE = "gauge";
  static final String WEATHER = "weather";

  private static final ZoneId UTC = ZoneId.of("UTC");

  /** Derived values by their names in answers. */
  private static final Map<String, String> DERIVED =
      Map.of(
          "feels_like", "feelsLike",
          "wind_chill", "windChill",
          "heat_index", "heatIndex",
          "humidex", "humidex");

  /** The newest of both layers' words. */
  private JsonNode said(String field) {
    return latest.hasNonNull(field) ? latest.get(field) : metadata.path(field);
  }

  private String text(String field) {
    JsonNode value = said(field);
    return value.isTextual() ? value.asText() : null;
  }

  String kind() {
    String kind = text("kind");
    return kind == null ? GAUGE : kind;
  }

  boolean isGauge() {
    return kind().equals(GAUGE);
  }

  /** Its name; its id where it has none. */
  public String name() {
    String name = text("name");
    return name == null ? id : name;
  }

  String province() {
    return text("province");
  }

  String city() {
    return text("city");
  }

  String downstream() {
    return text("downstream");
  }

  /** The zone whose midnight parts its days; UTC where none is known. */
  public ZoneId zone() {
    String zone = text("time_zone");
    try {
      return zone == null ? UTC : ZoneId.of(zone);
    } catch (DateTimeException foreign) {
      return UTC;
    }
  }

  /** When it was heard last; null for never. */
  Instant observed() {
    return latest.hasNonNull("observed_at")
        ? Instant.parse(latest.get("observed_at").asText())
        : metadata.hasNonNull("last_time")
            ? Instant.parse(metadata.get("last_time").asText())
            : null;
  }

  Freshness freshness() {
    return Freshness.of(observed(), now);
  }

  /** Its newest believed value of an element or a derived value; null where there is none. */
  Double value(String name) {
    JsonNode value = latest.path(name);
    return value.isNumber() ? value.asDouble() : null;
  }

  /** What the air feels like, else its temperature, °C; null where it does not measure it. */
  Double felt() {
    Double felt = value("feels_like");
    return felt == null ? value(Element.AIR_TEMP.wireName()) : felt;
  }

  /** The level from which its water is high, m, the batch layer's word first; null for none. */
  Double highWater() {
    JsonNode value =
        metadata.hasNonNull("high_water") ? metadata.get("high_water") : latest.path("high_water");
    return value.isNumber() ? value.asDouble() : null;
  }

  Optional<Outlook> outlook(LeadTime lead) {
    return Optional.ofNullable(outlooks.get(lead));
  }

  FloodRisk risk(LeadTime lead) {
    return outlook(lead).map(Outlook::risk).orElse(FloodRisk.UNKNOWN);
  }

  /** Its place; empty where it has none. */
  Optional<double[]> place() {
    for (JsonNode document : List.of(latest, metadata)) {
      JsonNode location = document.path("location");
      if (location.isTextual()) {
        String[] parts = location.asText().split(",");
        return Optional.of(
            new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1].strip())});
      }
      if (location.path("lat").isNumber()) {
        return Optional.of(
            new double[] {location.get("lat").asDouble(), location.get("lon").asDouble()});
      }
      if (location.isArray() && location.size() == 2) {
        return Optional.of(new double[] {location.get(1).asDouble(), location.get(0).asDouble()});
      }
    }
    return Optional.empty();
  }

  boolean mentions(String text) {
    String part = text.toLowerCase(Locale.ROOT);
    return id.toLowerCase(Locale.ROOT).contains(part)
        || name().toLowerCase(Locale.ROOT).contains(part)
        || (city() != null && city().toLowerCase(Locale.ROOT).contains(part));
  }

  /** What lists and maps have of it. */
  ObjectNode brief() {
    ObjectNode json =
        Queries.object().put("id", id).put("name", name()).put("province", province());
    place()
        .ifPresentOrElse(
            place -> json.put("latitude", place[0]).put("longitude", place[1]),
            () -> json.putNull("latitude").putNull("longitude"));
    Instant observed = observed();
    return json.put("observedAt", observed == null ? null : observed.toString())
        .put("freshness", freshness().name());
  }

  /** All of it, as answers have it. */
  public ObjectNode json() {
    ObjectNode json =
        brief()
            .put("kind", kind())
            .put("source", text("source"))
            .put("city", city())
            .put("elevation", number(said("elevation")))
            .put("timeZone", zone().getId())
            .put("downstream", downstream())
            .put("highWater", highWater());
    ObjectNode values = json.putObject("values");
    for (String element : Element.wireNames()) {
      Double value = value(element);
      if (value != null) {
        values.put(element, value);
      }
    }
    DERIVED.forEach((field, name) -> json.put(name, value(field)));
    for (int hours : List.of(1, 6, 24)) {
      json.put("levelChange" + hours + "h", value("level_change_" + hours + "h"));
    }
    ArrayNode flags = json.putArray("flags");
    JsonNode said = latest.path("flags");
    if (said.isTextual()) {
      flags.add(said.asText());
    }
    said.forEach(flags::add);
    ArrayNode outlook = json.putArray("outlook");
    outlooks.values().forEach(one -> outlook.add(one.json()));
    return json;
  }

  /** With what the batch layer knows besides. */
  public ObjectNode detail() {
    ObjectNode json = json();
    JsonNode known = metadata.isObject() ? metadata : MissingNode.getInstance();
    json.put(
        "highWaterFrom",
        known.hasNonNull("high_water_from")
            ? known.get("high_water_from").asText()
            : highWater() == null ? null : "station");
    json.set("firstTime", known.get("first_time"));
    json.set("lastTime", known.get("last_time"));
    json.set("observations", known.get("observations"));
    return json;
  }

  private static Double number(JsonNode value) {
    return value.isNumber() ? value.asDouble() : null;
  }
}

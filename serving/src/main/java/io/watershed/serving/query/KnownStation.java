package io.watershed.serving.query;

import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.LeadTime;
import io.watershed.core.station.Element;
import io.watershed.core.station.StationKind;
import io.watershed.elasticsearch.Place;
import io.watershed.serving.answer.OutlookAnswer;
import io.watershed.serving.answer.StationAnswer;
import io.watershed.serving.answer.StationBriefAnswer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A station with what both layers know of it now. Null is what neither knows.
 *
 * @param name its name; its id where it has none
 * @param elevation metres above the sea
 * @param zone whose midnight parts its days; UTC where none is known
 * @param downstream the id of the next gauge that its water passes
 * @param highWater from which level its water is high, and how that is known
 * @param observed when it was heard last
 * @param freshness how long ago that is
 * @param values its newest believed values, in their units
 * @param derived what follows from them
 * @param flags doubts about its newest observation, {@code element:FLAG}
 * @param history what the batch layer holds of it
 * @param outlooks what is forecast, by lead
 */
public record KnownStation(
    String id,
    StationKind kind,
    String name,
    String province,
    String city,
    String source,
    Optional<Place> place,
    Double elevation,
    ZoneId zone,
    String downstream,
    HighWater highWater,
    Instant observed,
    Freshness freshness,
    Map<Element, Double> values,
    Derived derived,
    List<String> flags,
    History history,
    Map<LeadTime, OutlookAnswer> outlooks) {

  /**
   * From which level water is high.
   *
   * @param metres the level
   * @param from {@code station} where the station says so, else how it was found
   */
  public record HighWater(Double metres, String from) {}

  /** Derived values, °C; changes of the level over so many hours, metres. */
  record Derived(
      Double feelsLike,
      Double windChill,
      Double heatIndex,
      Double humidex,
      Double levelChange1h,
      Double levelChange6h,
      Double levelChange24h) {}

  /** The oldest and newest observation of the batch views, and how many there are. */
  public record History(Instant firstTime, Instant lastTime, Long observations) {}

  /** Whether it is a gauge. */
  public boolean isGauge() {
    return kind == StationKind.GAUGE;
  }

  /** Its newest believed value of an element; null where there is none. */
  Double value(Element element) {
    return values.get(element);
  }

  /** What the air feels like, else its temperature, °C; null where it does not measure it. */
  Double felt() {
    return derived.feelsLike() == null ? value(Element.AIR_TEMP) : derived.feelsLike();
  }

  Optional<OutlookAnswer> outlook(LeadTime lead) {
    return Optional.ofNullable(outlooks.get(lead));
  }

  FloodRisk risk(LeadTime lead) {
    return outlook(lead).map(OutlookAnswer::risk).orElse(FloodRisk.UNKNOWN);
  }

  boolean mentions(String text) {
    String part = text.toLowerCase(Locale.ROOT);
    return id.toLowerCase(Locale.ROOT).contains(part)
        || name.toLowerCase(Locale.ROOT).contains(part)
        || (city != null && city.toLowerCase(Locale.ROOT).contains(part));
  }

  /** What lists and maps have of it. */
  StationBriefAnswer brief() {
    return new StationBriefAnswer(
        id,
        name,
        province,
        place.map(Place::latitude).orElse(null),
        place.map(Place::longitude).orElse(null),
        observed,
        freshness);
  }

  /** All of it, as answers have it. */
  public StationAnswer answer() {
    Map<String, Double> byName = new LinkedHashMap<>();
    values.forEach((element, value) -> byName.put(element.wireName(), value));
    return new StationAnswer(
        brief(),
        kind,
        source,
        city,
        elevation,
        zone,
        downstream,
        highWater.metres(),
        byName,
        derived.feelsLike(),
        derived.windChill(),
        derived.heatIndex(),
        derived.humidex(),
        derived.levelChange1h(),
        derived.levelChange6h(),
        derived.levelChange24h(),
        flags,
        List.copyOf(outlooks.values()));
  }
}

package io.watershed.serving.query;

import io.watershed.core.contract.hive.StationMetadata;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import io.watershed.core.contract.index.StationLatestIndex;
import io.watershed.core.contract.index.StationMetadataIndex;
import io.watershed.core.forecast.FloodRisk;
import io.watershed.core.forecast.LeadTime;
import io.watershed.core.forecast.Tendency;
import io.watershed.core.station.Element;
import io.watershed.core.station.StationKind;
import io.watershed.elasticsearch.Document;
import io.watershed.elasticsearch.Place;
import io.watershed.serving.answer.OutlookAnswer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a station of both layers' documents; the newest word is the speed layer's.
 *
 * @param latest what the speed layer says, or {@link Document#NONE}
 * @param metadata what the batch layer says, or {@link Document#NONE}
 */
record StationReader(Document latest, Document metadata) {

  private static final ZoneId UTC = ZoneId.of("UTC");

  /** The level from which water is high is the station's own word. */
  private static final String FROM_STATION = "station";

  /**
   * The station.
   *
   * @param now the newest observation of all stations
   */
  KnownStation station(String id, Map<LeadTime, OutlookAnswer> outlooks, Instant now) {
    String name =
        newest(latest.text(StationLatestIndex.NAME), metadata.value(StationMetadata.NAME));
    Instant observed =
        newest(
            latest.instant(StationLatestIndex.OBSERVED_AT),
            metadata.instant(StationMetadata.LAST_TIME));
    return new KnownStation(
        id,
        kind(),
        name == null ? id : name,
        newest(latest.text(StationLatestIndex.PROVINCE), metadata.value(StationMetadata.PROVINCE)),
        newest(latest.text(StationLatestIndex.CITY), metadata.value(StationMetadata.CITY)),
        newest(latest.text(StationLatestIndex.SOURCE), metadata.value(StationMetadata.SOURCE)),
        Place.of(latest.node(StationLatestIndex.LOCATION))
            .or(() -> Place.of(metadata.node(StationMetadataIndex.LOCATION))),
        newest(
            latest.number(StationLatestIndex.ELEVATION), metadata.value(StationMetadata.ELEVATION)),
        zone(),
        newest(
            latest.text(StationLatestIndex.DOWNSTREAM), metadata.value(StationMetadata.DOWNSTREAM)),
        highWater(),
        observed,
        Freshness.of(observed, now),
        values(),
        derived(),
        latest.texts(StationLatestIndex.FLAGS),
        new KnownStation.History(
            metadata.instant(StationMetadata.FIRST_TIME),
            metadata.instant(StationMetadata.LAST_TIME),
            metadata.value(StationMetadata.OBSERVATIONS)),
        outlooks);
  }

  private static <T> T newest(T speed, T batch) {
    return speed == null ? batch : speed;
  }

  private StationKind kind() {
    return Optional.ofNullable(
            newest(latest.text(StationLatestIndex.KIND), metadata.value(StationMetadata.KIND)))
        .flatMap(StationKind::ofWireName)
        .orElse(StationKind.GAUGE);
  }

  private ZoneId zone() {
    String zone =
        newest(
            latest.text(StationLatestIndex.TIME_ZONE), metadata.value(StationMetadata.TIME_ZONE));
    try {
      return zone == null ? UTC : ZoneId.of(zone);
    } catch (DateTimeException foreign) {
      return UTC;
    }
  }

  /** Here the batch layer's word comes first: it knows levels of years. */
  private KnownStation.HighWater highWater() {
    Double own = latest.number(StationLatestIndex.HIGH_WATER);
    Double metres = newest(metadata.value(StationMetadata.HIGH_WATER), own);
    String from = metadata.value(StationMetadata.HIGH_WATER_FROM);
    return new KnownStation.HighWater(metres, from == null && metres != null ? FROM_STATION : from);
  }

  private Map<Element, Double> values() {
    Map<Element, Double> values = new EnumMap<>(Element.class);
    StationLatestIndex.ELEMENTS.forEach(
        (element, field) -> {
          if (latest.number(field) != null) {
            values.put(element, latest.number(field));
          }
        });
    return values;
  }

  private KnownStation.Derived derived() {
    return new KnownStation.Derived(
        latest.number(StationLatestIndex.FEELS_LIKE),
        latest.number(StationLatestIndex.WIND_CHILL),
        latest.number(StationLatestIndex.HEAT_INDEX),
        latest.number(StationLatestIndex.HUMIDEX),
        latest.number(StationLatestIndex.LEVEL_CHANGE_1H),
        latest.number(StationLatestIndex.LEVEL_CHANGE_6H),
        latest.number(StationLatestIndex.LEVEL_CHANGE_24H));
  }

  /**
   * What a forecast says.
   *
   * @param risk the worst up to its lead
   * @param probability the highest up to its lead, or null
   */
  static OutlookAnswer outlook(
      Document forecast, LeadTime lead, FloodRisk risk, Double probability) {
    Double level = forecast.value(WaterLevelForecasts.LEVEL);
    Double then = forecast.value(WaterLevelForecasts.PERSISTENCE_LEVEL);
    return new OutlookAnswer(
        lead.hours(),
        forecast.instant(WaterLevelForecasts.ISSUED_TIME),
        forecast.instant(WaterLevelForecasts.TARGET_TIME),
        level,
        forecast.value(WaterLevelForecasts.LOW),
        forecast.value(WaterLevelForecasts.HIGH),
        level != null && then != null ? (Double) (level - then) : null,
        trend(forecast),
        probability,
        risk,
        forecast.node(WaterLevelForecasts.RISE_WATCH).asBoolean());
  }

  /** The trend of a forecast; null where it has none. */
  static Tendency trend(Document forecast) {
    String trend = forecast.value(WaterLevelForecasts.TREND);
    return trend == null ? null : Tendency.valueOf(trend.toUpperCase(Locale.ROOT));
  }
}

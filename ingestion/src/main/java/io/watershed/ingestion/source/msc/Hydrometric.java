package io.watershed.ingestion.source.msc;

import io.watershed.core.reading.MessageRejectedException;
import io.watershed.core.station.Element;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import io.watershed.ingestion.source.Decoded;
import io.watershed.ingestion.source.Fields;
import io.watershed.ingestion.source.ObservationBuilder;
import io.watershed.ingestion.source.ProviderUnit;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * Features of {@code hydrometric-realtime}: level in metres above the station's datum, flow in
 * m³/s. The station's standard time is known by the offset of {@code DATETIME_LST}.
 */
final class Hydrometric implements FeatureDecoder {

  @Override
  public Decoded decode(Feature feature) throws MessageRejectedException {
    Fields properties = Fields.of(feature.json()).below("properties");
    Station station =
        new Station(
            properties.required("STATION_NUMBER"),
            StationKind.GAUGE,
            properties.nameOrNull("STATION_NAME"),
            Points.latitude(feature.json()),
            Points.longitude(feature.json()),
            null,
            properties.nameOrNull("PROV_TERR_STATE_LOC"),
            null,
            standardTime(properties),
            null,
            null);
    return new ObservationBuilder()
        .set(Element.WATER_LEVEL, properties.number("LEVEL"), ProviderUnit.METRES)
        .set(
            Element.DISCHARGE, properties.number("DISCHARGE"), ProviderUnit.CUBIC_METRES_PER_SECOND)
        .build(
            station,
            MscCollection.HYDROMETRIC_REALTIME.source(),
            properties.utcInstant("DATETIME").toEpochMilli(),
            feature.body());
  }

  @Override
  public Map.Entry<String, String> filter(String stationId) {
    return Map.entry("STATION_NUMBER", stationId);
  }

  private static ZoneId standardTime(Fields properties) throws MessageRejectedException {
    String text = properties.text("DATETIME_LST").orElse("");
    try {
      return OffsetDateTime.parse(text).getOffset();
    } catch (DateTimeException unknown) {
      return ZoneOffset.UTC;
    }
  }
}

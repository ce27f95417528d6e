package io.watershed.ingestion.source.msc;

import io.watershed.core.reading.MessageRejectedException;
import io.watershed.core.station.Element;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import io.watershed.ingestion.source.Decoded;
import io.watershed.ingestion.source.Fields;
import io.watershed.ingestion.source.ObservationBuilder;
import io.watershed.ingestion.source.ProviderUnit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * Features of {@code climate-hourly}: pressure in kPa, wind direction in tens of degrees with 0 for
 * a calm. {@code LOCAL_DATE} is local standard time, the difference to {@code UTC_DATE} the zone.
 */
final class Climate implements FeatureDecoder {

  private static final int MOST_OFFSET_SECONDS = 18 * 3600;

  @Override
  public Decoded decode(Feature feature) throws MessageRejectedException {
    Fields properties = Fields.of(feature.json()).below("properties");
    Instant time = properties.utcInstant("UTC_DATE");
    Station station =
        new Station(
            properties.required("CLIMATE_IDENTIFIER"),
            StationKind.WEATHER,
            properties.nameOrNull("STATION_NAME"),
            Points.latitude(feature.json()),
            Points.longitude(feature.json()),
            null,
            properties.nameOrNull("PROVINCE_CODE"),
            null,
            standardTime(properties, time),
            null,
            null);
    Optional<Double> direction =
        properties.number("WIND_DIRECTION").filter(tensOfDegrees -> tensOfDegrees != 0);
    return new ObservationBuilder()
        .set(Element.AIR_TEMP, properties.number("TEMP"), ProviderUnit.CELSIUS)
        .set(Element.DEW_POINT, properties.number("DEW_POINT_TEMP"), ProviderUnit.CELSIUS)
        .set(Element.REL_HUM, properties.number("RELATIVE_HUMIDITY"), ProviderUnit.PERCENT)
        .set(Element.WIND_SPEED, properties.number("WIND_SPEED"), ProviderUnit.KILOMETRES_PER_HOUR)
        .set(Element.WIND_DIRECTION, direction, ProviderUnit.TENS_OF_DEGREES)
        .set(Element.STN_PRES, properties.number("STATION_PRESSURE"), ProviderUnit.KILOPASCAL)
        .set(
            Element.PRECIP_1H,
            properties.number("PRECIP_AMOUNT"),
            ProviderUnit.MILLIMETRES_OF_WATER)
        .build(station, MscCollection.CLIMATE_HOURLY.source(), time.toEpochMilli(), feature.body());
  }

  @Override
  public Map.Entry<String, String> filter(String stationId) {
    return Map.entry("CLIMATE_IDENTIFIER", stationId);
  }

  private static ZoneOffset standardTime(Fields properties, Instant time)
      throws MessageRejectedException {
    if (!properties.has("LOCAL_DATE")) {
      return ZoneOffset.UTC;
    }
    // Read as if it were UTC, it is off by the zone.
    long seconds = properties.utcInstant("LOCAL_DATE").getEpochSecond() - time.getEpochSecond();
    return Math.abs(seconds) <= MOST_OFFSET_SECONDS
        ? ZoneOffset.ofTotalSeconds((int) seconds)
        : ZoneOffset.UTC;
  }
}

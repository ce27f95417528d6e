package io.watershed.ingestion.source.city;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.core.reading.MessageRejectedException;
import io.watershed.core.station.Element;
import io.watershed.core.station.Station;
import io.watershed.ingestion.source.Decoded;
import io.watershed.ingestion.source.Fields;
import io.watershed.ingestion.source.ObservationBuilder;
import io.watershed.ingestion.source.ProviderUnit;
import io.watershed.ingestion.source.SourceException;
import io.watershed.ingestion.source.http.BadAnswerException;
import io.watershed.ingestion.source.http.HttpAddress;
import io.watershed.ingestion.source.http.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * WeatherAPI.com, {@code /v1/current.json}. A city is found by its name, a postcode, or latitude
 * and longitude. Each value comes in two units, of which the metric one is taken; the pressure is
 * the one at sea level.
 */
final class WeatherApi implements CityProvider {

  private static final String NAME = "weatherapi";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String keyVariable() {
    return "WATERSHED_WEATHERAPI_KEY";
  }

  @Override
  public HttpAddress address(String url, City city, Secret key) throws SourceException {
    return HttpAddress.of(
        url
            + "/current.json?aqi=no&q="
            + URLEncoder.encode(city.query(), StandardCharsets.UTF_8)
            + "&key="
            + key.encoded().orElse(""),
        key);
  }

  @Override
  public void check(String body) throws BadAnswerException {
    JsonNode json = Bodies.object(body);
    if (json.has("error") || !json.path("current").isObject()) {
      throw new BadAnswerException("its body is no weather: " + Bodies.quote(body));
    }
  }

  @Override
  public Decoded decode(City city, String body) throws MessageRejectedException {
    Fields answer = Fields.of(Bodies.checked(body));
    Fields location = answer.below("location");
    Fields current = answer.below("current");
    Instant time = current.epochSeconds("last_updated_epoch");
    Station station =
        city.station(
            NAME,
            location.nameOrNull("name"),
            location.number("lat"),
            location.number("lon"),
            location.nameOrNull("region"),
            zone(location.text("tz_id")));
    return new ObservationBuilder()
        .set(Element.AIR_TEMP, current.number("temp_c"), ProviderUnit.CELSIUS)
        .set(Element.DEW_POINT, current.number("dewpoint_c"), ProviderUnit.CELSIUS)
        .set(Element.REL_HUM, current.number("humidity"), ProviderUnit.PERCENT)
        .set(Element.WIND_SPEED, current.number("wind_kph"), ProviderUnit.KILOMETRES_PER_HOUR)
        .set(Element.WIND_GUST, current.number("gust_kph"), ProviderUnit.KILOMETRES_PER_HOUR)
        .set(Element.WIND_DIRECTION, current.number("wind_degree"), ProviderUnit.DEGREES)
        .set(Element.MSLP, current.number("pressure_mb"), ProviderUnit.HECTOPASCAL)
        .set(Element.PRECIP_1H, current.number("precip_mm"), ProviderUnit.MILLIMETRES_OF_WATER)
        .build(station, NAME, time.toEpochMilli(), body);
  }

  private static ZoneId zone(Optional<String> name) {
    try {
      return name.map(ZoneId::of).orElse(ZoneOffset.UTC);
    } catch (DateTimeException unknown) {
      return ZoneOffset.UTC;
    }
  }
}

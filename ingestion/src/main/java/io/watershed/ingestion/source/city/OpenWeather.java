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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenWeather, {@code /data/2.5/weather}. A city is found by the provider's id of it, by latitude
 * and longitude with a comma, or else by its name. Units are asked for as they are kept there:
 * kelvin, m/s, hPa, mm. {@code pressure} is the one at sea level where {@code sea_level} does not
 * say otherwise. An hour without rain has no {@code rain}; that is no zero, because it is also
 * absent where nobody knows.
 */
final class OpenWeather implements CityProvider {

  private static final String NAME = "openweather";
  private static final Pattern CITY_ID = Pattern.compile("\\d{1,9}");
  private static final Pattern PLACE =
      Pattern.compile("(-?\\d{1,2}(?:\\.\\d+)?)\\s*,\\s*(-?\\d{1,3}(?:\\.\\d+)?)");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String keyVariable() {
    return "WATERSHED_OPENWEATHER_KEY";
  }

  @Override
  public HttpAddress address(String url, City city, Secret key) throws SourceException {
    Matcher place = PLACE.matcher(city.query());
    String query =
        CITY_ID.matcher(city.query()).matches()
            ? "id=" + city.query()
            : place.matches()
                ? "lat=" + place.group(1) + "&lon=" + place.group(2)
                : "q=" + URLEncoder.encode(city.query(), StandardCharsets.UTF_8);
    return HttpAddress.of(url + "/weather?" + query + "&appid=" + key.encoded().orElse(""), key);
  }

  @Override
  public void check(String body) throws BadAnswerException {
    JsonNode json = Bodies.object(body);
    if (json.path("cod").asInt(200) != 200 || !json.path("main").isObject()) {
      throw new BadAnswerException("its body is no weather: " + Bodies.quote(body));
    }
  }

  @Override
  public Decoded decode(City city, String body) throws MessageRejectedException {
    Fields answer = Fields.of(Bodies.checked(body));
    Fields main = answer.below("main");
    Fields wind = answer.below("wind");
    Instant time = answer.epochSeconds("dt");
    Station station =
        city.station(
            NAME,
            answer.nameOrNull("name"),
            answer.below("coord").number("lat"),
            answer.below("coord").number("lon"),
            null,
            offset(answer.number("timezone")));
    return new ObservationBuilder()
        .set(Element.AIR_TEMP, main.number("temp"), ProviderUnit.KELVIN)
        .set(Element.REL_HUM, main.number("humidity"), ProviderUnit.PERCENT)
        .set(Element.MSLP, seaLevelPressure(main), ProviderUnit.HECTOPASCAL)
        .set(Element.STN_PRES, main.number("grnd_level"), ProviderUnit.HECTOPASCAL)
        .set(Element.WIND_SPEED, wind.number("speed"), ProviderUnit.METRES_PER_SECOND)
        .set(Element.WIND_GUST, wind.number("gust"), ProviderUnit.METRES_PER_SECOND)
        .set(Element.WIND_DIRECTION, wind.number("deg"), ProviderUnit.DEGREES)
        .set(Element.PRECIP_1H, precipitation(answer), ProviderUnit.MILLIMETRES_OF_WATER)
        .build(station, NAME, time.toEpochMilli(), body);
  }

  private static Optional<Double> seaLevelPressure(Fields main) throws MessageRejectedException {
    Optional<Double> told = main.number("sea_level");
    return told.isPresent() ? told : main.number("pressure");
  }

  private static Optional<Double> precipitation(Fields answer) throws MessageRejectedException {
    Optional<Double> rain = answer.below("rain").number("1h");
    Optional<Double> snow = answer.below("snow").number("1h");
    return rain.isEmpty() && snow.isEmpty()
        ? Optional.empty()
        : Optional.of(rain.orElse(0.0) + snow.orElse(0.0));
  }

  /** The offset of the moment, in seconds: a zone with clock changes is not told. */
  private static ZoneId offset(Optional<Double> seconds) {
    try {
      return seconds
          .<ZoneId>map(number -> ZoneOffset.ofTotalSeconds(number.intValue()))
          .orElse(ZoneOffset.UTC);
    } catch (DateTimeException impossible) {
      return ZoneOffset.UTC;
    }
  }
}

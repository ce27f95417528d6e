package io.watershed.ingestion.source.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.ingestion.source.Decoded;
import io.watershed.ingestion.source.RealData;
import io.watershed.ingestion.source.http.BadAnswerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies as OpenWeather really sends them, its errors with status 200 included. */
class RealOpenWeatherBodiesTest {

  private final OpenWeather openWeather = new OpenWeather();
  private final City london = new City("london", "2643743");

  @Test
  void kelvinAndMetresPerSecondBecomeOurUnits() throws Exception {
    String body = RealData.openWeatherBodies().get("OBSERVATION_JSON").toString();
    openWeather.check(body);
    Observation observation = observation(body);

    assertThat(observation.station().id()).isEqualTo("openweather:london");
    assertThat(observation.station().city()).isEqualTo("London");
    assertThat(observation.timestamp()).isEqualTo(Instant.ofEpochSecond(1_378_895_177L));
    assertThat(observation.values())
        .containsOnly(
            entry(Element.AIR_TEMP, 15.29),
            entry(Element.REL_HUM, 75.0),
            entry(Element.MSLP, 1022.0),
            entry(Element.WIND_SPEED, 5.544),
            entry(Element.WIND_GUST, 9.252),
            entry(Element.WIND_DIRECTION, 31.0));
  }

  @Test
  void thePressuresOfAMountainAreToldApart() throws Exception {
    JsonNode place =
        RealData.openWeatherBodies().get("WEATHER_AT_PLACES_IN_BBOX_JSON").get("list").get(0);
    assertThat(observation(place.toString()).values())
        .containsEntry(Element.MSLP, 1036.82)
        .containsEntry(Element.STN_PRES, 961.02)
        .as("rain of three hours is no rain of one")
        .doesNotContainKey(Element.PRECIP_1H);
  }

  @Test
  void theRainOfAnHourIsTaken() throws Exception {
    JsonNode hour =
        RealData.openWeatherBodies().get("CITY_WEATHER_HISTORY_JSON").get("list").get(0);
    assertThat(observation(hour.toString()).values()).containsEntry(Element.PRECIP_1H, 0.25);
  }

  @Test
  void whatIsNoPresentWeatherIsABadAnswer() throws Exception {
    JsonNode bodies = RealData.openWeatherBodies();
    List<String> weather = new ArrayList<>();
    for (Iterator<String> names = bodies.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      String body = bodies.get(name).toString();
      if (name.startsWith("OBSERVATION") && !name.contains("NOT_FOUND")) {
        openWeather.check(body);
        weather.add(name);
      } else {
        assertThatThrownBy(() -> openWeather.check(body))
            .as(name)
            .isInstanceOf(BadAnswerException.class);
      }
    }
    assertThat(weather).containsExactly("OBSERVATION_JSON", "OBSERVATION_MALFORMED_JSON");
  }

  private Observation observation(String body) throws Exception {
    return ((Decoded.Good) openWeather.decode(london, body)).observation();
  }
}

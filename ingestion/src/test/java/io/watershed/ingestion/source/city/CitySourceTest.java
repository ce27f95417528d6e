package io.watershed.ingestion.source.city;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.util.Throwables.getStackTrace;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.ingestion.source.FakeProvider;
import io.watershed.ingestion.source.LogLines;
import io.watershed.ingestion.source.MemoryJournal;
import io.watershed.ingestion.source.MovableClock;
import io.watershed.ingestion.source.ObservationCheck;
import io.watershed.ingestion.source.Source;
import io.watershed.ingestion.source.SourceException;
import io.watershed.ingestion.source.SourceFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CitySourceTest {

  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  private static final String KEY = "abc/def+0123";

  @RegisterExtension private static final WireMockExtension SERVER = FakeProvider.onLoopback();

  private final MovableClock clock = new MovableClock(NOW.toString());
  private final MemoryJournal journal = new MemoryJournal();
  private final SourceFigures figures = new SourceFigures();
  private final Map<String, String> overrides = new HashMap<>();

  @BeforeEach
  void configure() {
    for (String provider : new String[] {"weatherapi", "openweather"}) {
      overrides.put("sources." + provider + ".url", "http://127.0.0.1:" + SERVER.getPort() + "/v1");
      overrides.put("sources." + provider + ".key", KEY);
    }
    overrides.put("sources.http.retries", "1");
    overrides.put("sources.http.first-backoff", "5ms");
    overrides.put("sources.http.longest-backoff", "10ms");
  }

  @Test
  void weatherApiGivesTheMetricValues() throws Exception {
    overrides.put("sources.weatherapi.cities.port-alice", "Port Alice, BC");
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/current.json"))
            .withQueryParam("q", equalTo("Port Alice, BC"))
            .withQueryParam("key", equalTo(KEY))
            .willReturn(okJson(weatherApi(NOW))));
    weatherApi().poll();

    Observation observation = journal.observations().get(0);
    assertThat(observation.station().id()).isEqualTo("weatherapi:port-alice");
    assertThat(observation.station().city()).isEqualTo("Port Alice");
    assertThat(observation.station().province()).isEqualTo("British Columbia");
    assertThat(observation.station().zone()).isEqualTo(ZoneId.of("America/Vancouver"));
    assertThat(observation.timestamp()).isEqualTo(NOW);
    assertThat(observation.body()).isEqualTo(weatherApi(NOW));
    assertThat(observation.values())
        .containsOnly(
            entry(Element.AIR_TEMP, 8.5),
            entry(Element.DEW_POINT, 6.1),
            entry(Element.REL_HUM, 81.0),
            entry(Element.WIND_SPEED, 19.1),
            entry(Element.WIND_GUST, 31.4),
            entry(Element.WIND_DIRECTION, 230.0),
            entry(Element.MSLP, 1012.0),
            entry(Element.PRECIP_1H, 0.3));
  }

  @Test
  void openWeatherComesInKelvinAndMetresPerSecond() throws Exception {
    overrides.put("sources.openweather.cities.here", "49.4, -121.5");
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/weather"))
            .withQueryParam("lat", equalTo("49.4"))
            .withQueryParam("lon", equalTo("-121.5"))
            .withQueryParam("appid", equalTo(KEY))
            .willReturn(okJson(openWeather(NOW))));
    openWeather().poll();

    Observation observation = journal.observations().get(0);
    assertThat(observation.station().id()).isEqualTo("openweather:here");
    assertThat(observation.station().zone()).isEqualTo(ZoneId.of("-08:00"));
    assertThat(observation.values())
        .containsOnly(
            entry(Element.AIR_TEMP, 15.29),
            entry(Element.REL_HUM, 75.0),
            entry(Element.MSLP, 1036.5),
            entry(Element.STN_PRES, 961.25),
            entry(Element.WIND_SPEED, 5.544),
            entry(Element.WIND_GUST, 9.252),
            entry(Element.WIND_DIRECTION, 31.0),
            entry(Element.PRECIP_1H, 0.75));
  }

  @Test
  void theSameWeatherIsSentOnceAlsoAfterARestart() throws Exception {
    overrides.put("sources.openweather.cities.here", "2643743");
    weatherOf("2643743", NOW);
    Source source = openWeather();
    source.poll();
    source.poll();
    openWeather().poll();
    clock.advance(Duration.ofMinutes(15));
    weatherOf("2643743", NOW.plusSeconds(900));
    openWeather().poll();

    assertThat(journal.sent())
        .containsExactly("openweather:here " + NOW, "openweather:here " + NOW.plusSeconds(900));
  }

  @Test
  void aCityThatFailsDoesNotKeepTheOthersWaiting() throws Exception {
    overrides.put("sources.openweather.cities.a", "1");
    overrides.put("sources.openweather.cities.b", "2");
    overrides.put("sources.openweather.cities.c", "3");
    weatherOf("1", NOW);
    weatherOf("3", NOW);
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/weather"))
            .withQueryParam("id", equalTo("2"))
            .willReturn(okJson("{\"cod\":\"404\",\"message\":\"Error: Not found city\"}")));
    assertThatThrownBy(openWeather()::poll)
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("answered 200, but its body is no weather")
        .hasMessageContaining("Not found city");

    assertThat(journal.sent()).containsExactly("openweather:a " + NOW, "openweather:c " + NOW);
  }

  @Test
  void weatherThatCannotBeReadIsADeadLetterOnce() throws Exception {
    overrides.put("sources.openweather.cities.here", "1");
    String body = openWeather(NOW).replace("288.44", "\"warm\"");
    SERVER.stubFor(get(urlPathEqualTo("/v1/weather")).willReturn(okJson(body)));
    Source source = openWeather();
    source.poll();
    source.poll();

    assertThat(journal.deadLetters()).hasSize(1);
    assertThat(journal.deadLetters().get(0).reason()).isEqualTo(DeadLetterReason.WRONG_TYPE);
    assertThat(journal.deadLetters().get(0).body()).isEqualTo(body);
    assertThat(journal.deadLetters().get(0).stationId()).isEqualTo("openweather:here");
  }

  @Test
  void theKeyShowsNowhere() throws Exception {
    overrides.put("sources.weatherapi.cities.here", "here");
    String encoded = "abc%2Fdef%2B0123";
    String echo =
        "{\"error\":{\"code\":2008,\"message\":\"key " + KEY + " of ?key=" + encoded + "\"}}";
    StringBuilder said = new StringBuilder();
    try (LogLines log = LogLines.listen()) {
      for (var answer :
          new com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder[] {
            aResponse().withStatus(403).withBody(echo),
            aResponse().withStatus(500).withBody(echo),
            aResponse().withStatus(429).withHeader("Retry-After", "1").withBody(echo),
            okJson(echo),
            ok(KEY),
            aResponse()
                .withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER)
          }) {
        SERVER.stubFor(get(urlPathEqualTo("/v1/current.json")).willReturn(answer));
        assertThatThrownBy(weatherApi()::poll)
            .isInstanceOf(SourceException.class)
            .satisfies(problem -> said.append(getStackTrace(problem)));
      }
      // One that repeats the key in a good answer, and in one that becomes a dead letter.
      for (String body :
          new String[] {
            weatherApi(NOW).replace("Port Alice", KEY),
            weatherApi(NOW).replace("Port Alice", encoded).replace("8.5", "\"" + KEY + "\"")
          }) {
        SERVER.stubFor(get(urlPathEqualTo("/v1/current.json")).willReturn(okJson(body)));
        weatherApi().poll();
      }
      said.append(log.text().replaceAll("(?m)^.*(wiremock|jetty|Jetty).*$", ""));
    }
    journal.observations().forEach(said::append);
    journal.deadLetters().forEach(said::append);
    said.append(journal.progressBelow(""));

    assertThat(journal.observations()).hasSize(1);
    assertThat(journal.deadLetters()).hasSize(1);
    assertThat(said.toString()).doesNotContain(KEY, encoded).contains("***");
  }

  @ParameterizedTest
  @CsvSource({
    "key, '', watershed.sources.openweather.key = absent",
    "key, a b, watershed.sources.openweather.key = ***",
    "cities.A|B, London, watershed.sources.openweather.cities = A|B",
    "cities.here, ' ', watershed.sources.openweather.cities.here",
    "every, 0s, watershed.sources.openweather.every"
  })
  void settingsThatAreNotAllowedAreToldWithoutTheKey(String name, String value, String told) {
    overrides.put("sources.openweather.cities.there", "London");
    overrides.put("sources.openweather." + (name.contains("|") ? "cities.\"A|B\"" : name), value);
    assertThatThrownBy(this::openWeather)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(told)
        .hasMessageNotContaining(KEY)
        .hasMessageNotContaining("a b");
  }

  @Test
  void aListWithoutCitiesIsTold() {
    assertThatThrownBy(this::openWeather)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("at least one city");
  }

  private Source weatherApi() {
    Settings settings = Settings.of(overrides);
    return CitySource.weatherApi(settings, ObservationCheck.from(settings, clock))
        .open(journal, figures);
  }

  private Source openWeather() {
    Settings settings = Settings.of(overrides);
    return CitySource.openWeather(settings, ObservationCheck.from(settings, clock))
        .open(journal, figures);
  }

  private static void weatherOf(String id, Instant time) {
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/weather"))
            .withQueryParam("id", equalTo(id))
            .willReturn(okJson(openWeather(time))));
  }

  private static String weatherApi(Instant time) {
    return """
    {"location": {"name": "Port Alice", "region": "British Columbia", "country": "Canada",
      "lat": 50.43, "lon": -127.49, "tz_id": "America/Vancouver"},
     "current": {"last_updated_epoch": %d, "temp_c": 8.5, "temp_f": 47.3, "wind_mph": 11.9,
      "wind_kph": 19.1, "wind_degree": 230, "wind_dir": "SW", "pressure_mb": 1012.0,
      "pressure_in": 29.88, "precip_mm": 0.3, "precip_in": 0.01, "humidity": 81, "cloud": 75,
      "feelslike_c": 6.0, "dewpoint_c": 6.1, "gust_mph": 19.5, "gust_kph": 31.4}}\
    """
        .formatted(time.getEpochSecond());
  }

  private static String openWeather(Instant time) {
    return """
    {"coord": {"lon": -121.5, "lat": 49.4}, "weather": [{"id": 804, "main": "Clouds"}],
     "main": {"temp": 288.44, "pressure": 1022, "sea_level": 1036.5, "grnd_level": 961.25,
      "humidity": 75, "temp_min": 287.59, "temp_max": 289.82},
     "wind": {"speed": 1.54, "gust": 2.57, "deg": 31}, "rain": {"1h": 0.25},
     "snow": {"1h": 0.5}, "dt": %d, "timezone": -28800, "id": 1, "name": "Somewhere", "cod": 200}\
    """
        .formatted(time.getEpochSecond());
  }
}

package io.watershed.ingestion.source;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.Observation;
import io.watershed.ingestion.source.city.CitySource;
import io.watershed.ingestion.source.msc.MscSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real bodies all the way from a server to messages that the layers take. */
class RealBodiesOverHttpTest {

  @RegisterExtension private static final WireMockExtension SERVER = FakeProvider.onLoopback();

  private final MemoryJournal journal = new MemoryJournal();
  private final SourceFigures figures = new SourceFigures();
  private final Map<String, String> overrides = new HashMap<>();

  @BeforeEach
  void reset() {
    overrides.put("sources.http.retries", "0");
  }

  @Test
  void reportsOfWeatherStations() throws Exception {
    List<String> reports = RealData.bodiesIn("weather/swob");
    SERVER.stubFor(
        get(urlPathEqualTo("/collections/swob-realtime/items"))
            .withQueryParam("sortby", equalTo("date_tm-value"))
            .willReturn(
                okJson(
                    "{\"type\":\"FeatureCollection\",\"numberMatched\":4,\"features\":["
                        + String.join(",", reports)
                        + "]}")));
    overrides.put("sources.msc.url", SERVER.baseUrl());
    overrides.put("sources.msc.collections", "swob-realtime");
    MovableClock clock = new MovableClock("2020-07-01T00:10:00Z");
    Settings settings = Settings.of(overrides);
    Source source =
        MscSource.definition(settings, ObservationCheck.from(settings, clock))
            .open(journal, figures);
    source.poll();
    source.poll();

    assertThat(journal.sent())
        .containsExactlyInAnyOrder(
            "5062835 2020-05-31T02:00:00Z",
            "8205092 2020-06-08T00:00:00Z",
            "4057165 2020-06-08T00:00:00Z",
            "8101605 2020-07-01T00:07:00Z");
    assertThat(journal.observations())
        .extracting(Observation::body)
        .containsExactlyInAnyOrderElementsOf(reports);
    assertThat(journal.deadLetters()).isEmpty();
    assertThat(figures.count("withheldValues"))
        .as("two of snow at each of three stations")
        .isEqualTo(6);
  }

  @Test
  void theWeatherOfACityAndTheErrorsThatLookLikeIt() throws Exception {
    JsonNode bodies = RealData.openWeatherBodies();
    overrides.put("sources.openweather.url", SERVER.baseUrl());
    overrides.put("sources.openweather.key", "12345");
    overrides.put("sources.openweather.cities.london", "2643743");
    MovableClock clock = new MovableClock("2013-09-11T11:00:00Z");
    Settings settings = Settings.of(overrides);
    Source source =
        CitySource.openWeather(settings, ObservationCheck.from(settings, clock))
            .open(journal, figures);
    for (String error : List.of("OBSERVATION_NOT_FOUND_JSON", "INTERNAL_SERVER_ERROR_JSON")) {
      answer(bodies.get(error));
      assertThatThrownBy(source::poll)
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("answered 200, but its body is no weather");
    }
    answer(bodies.get("OBSERVATION_JSON"));
    source.poll();
    source.poll();

    assertThat(journal.sent()).containsExactly("openweather:london 2013-09-11T10:26:17Z");
    assertThat(journal.observations().get(0).body())
        .isEqualTo(bodies.get("OBSERVATION_JSON").toString());
  }

  private static void answer(JsonNode body) {
    SERVER.stubFor(get(urlPathEqualTo("/weather")).willReturn(okJson(body.toString())));
  }
}

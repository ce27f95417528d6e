package io.watershed.speed.station;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.core.alert.Breach;
import io.watershed.core.alert.Episode;
import io.watershed.core.alert.Severity;
import io.watershed.core.alert.StationAlert;
import io.watershed.core.station.Element;
import io.watershed.core.station.LevelChanges;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import io.watershed.core.station.StationLatest;
import io.watershed.core.station.StationProfile;
import io.watershed.core.station.StationState;
import io.watershed.core.station.StationWindow;
import io.watershed.core.weather.DerivedWeather;
import io.watershed.core.window.Disposition;
import io.watershed.core.window.WindowStatistics;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.DeviceResult;
import io.watershed.speed.watch.ObservedStation;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StationDocumentsTest {

  private static final long TIME = 1_600_000_000_000L;
  private static final Station WHOLE =
      new Station(
          "08MF005",
          StationKind.GAUGE,
          "FRASER RIVER AT HOPE",
          49.386,
          -121.454,
          41.0,
          "BC",
          "Hope",
          ZoneId.of("America/Vancouver"),
          "08MH126",
          8.5);
  private static final Station BARE = Station.of("W", StationKind.WEATHER, ZoneOffset.UTC);
  private static final StationWindow WINDOW =
      new StationWindow(
          Element.WATER_LEVEL, new WindowStatistics(1_600_002_000_000L, 2, 9.5, 3.5, 6, 1), 6);
  private static final Episode EPISODE =
      Episode.seen(
          "water_level",
          TIME,
          TIME + 60_000,
          Episode.OPEN,
          new Breach(StationAlert.HIGH_WATER, Severity.CRITICAL, 8.75, 8.5));

  private final JsonLines json = new JsonLines(64);

  @Test
  void aWindowHasEveryFieldOfItsTemplate() throws IOException {
    new StationDocuments(3_600_000).window(json, WHOLE, WINDOW, TIME);
    JsonNode document = parsed();
    assertThat(fields(document)).containsExactlyInAnyOrderElementsOf(template("station-windows"));
    assertThat(document.get("avg").asDouble()).isEqualTo(4.75);
    assertThat(document.get("last").asDouble()).isEqualTo(6);
    assertThat(document.get("unit").asText()).isEqualTo("m");
    assertThat(document.get("window_end").asText()).isEqualTo("2020-09-13T14:00:00Z");
    assertThat(document.at("/location/lat").asDouble()).isEqualTo(49.386);
    assertThat(document.at("/location/lon").asDouble()).isEqualTo(-121.454);
  }

  @Test
  void theNewestOfAStationHasEveryFieldOfItsTemplate() throws IOException {
    Map<Element, Double> values = new EnumMap<>(Element.class);
    for (Element element : Element.values()) {
      values.put(element, 1.0 + element.ordinal());
    }
    StationLatest latest =
        new StationLatest(
            TIME,
            values,
            new DerivedWeather(1, 2, 3, 4),
            new LevelChanges(0.1, 0.2, 0.3),
            List.of("water_level:SPIKE"));
    StationDocuments.latest(json, new StationProfile(WHOLE, "msc-hydrometric"), latest, TIME);
    JsonNode document = parsed();
    assertThat(fields(document)).containsExactlyInAnyOrderElementsOf(template("station-latest"));
    assertThat(document.get("water_level").asDouble())
        .isEqualTo(1.0 + Element.WATER_LEVEL.ordinal());
    assertThat(document.get("flags").get(0).asText()).isEqualTo("water_level:SPIKE");
    assertThat(document.get("level_change_6h").asDouble()).isEqualTo(0.2);
    assertThat(document.get("kind").asText()).isEqualTo("gauge");
  }

  @Test
  void whatIsNotKnownIsLeftOut() throws IOException {
    StationLatest latest =
        new StationLatest(
            TIME,
            Map.of(),
            new DerivedWeather(Double.NaN, Double.NaN, Double.NaN, Double.NaN),
            LevelChanges.NONE,
            List.of());
    StationDocuments.latest(json, new StationProfile(BARE, "s"), latest, TIME);
    assertThat(fields(parsed()))
        .containsExactlyInAnyOrder(
            "station_id", "source", "kind", "time_zone", "observed_at", "flags", "updated_at");
  }

  @Test
  void anAlertHasTheFieldsOfItsTemplateWithoutThoseOfMeters() throws IOException {
    StationDocuments.alert(json, WHOLE, EPISODE, TIME);
    JsonNode document = parsed();
    List<String> ofMeters = List.of("meter_id", "meter_type", "suburb", "postcode", "usage_type");
    assertThat(fields(document))
        .containsExactlyInAnyOrderElementsOf(
            template("alerts").stream().filter(each -> !ofMeters.contains(each)).toList());
    assertThat(document.get("message").asText())
        .isEqualTo("Water level 8.75 m is at or above 8.5 m");
  }

  @Test
  void aResultIsTheSameAfterItTravelled() {
    ArrivalCounts counts = new ArrivalCounts();
    counts.hour(480_000).count(Disposition.ACCEPTED);
    StationChange change =
        new StationChange(
            new StationProfile(WHOLE, "msc-hydrometric"),
            new StationLatest(
                TIME,
                Map.of(Element.AIR_TEMP, -3.5),
                new DerivedWeather(1, 2, Double.NaN, 4),
                new LevelChanges(0.1, Double.NaN, 0.3),
                List.of("air_temp:GAP")),
            TIME - 5,
            List.of(WINDOW),
            List.of(EPISODE));
    DeviceResult<StationChange> received =
        DeviceResult.decode(
            new DeviceResult<>(counts, Optional.of(change)).encode(), StationChange::read);
    assertThat(received.change()).contains(change);
    assertThat(received.counts().total().accepted()).isEqualTo(1);
    ObservedStation observed =
        new ObservedStation(new StationProfile(BARE, "s"), TIME, StationState.UNKNOWN);
    assertThat(ObservedStation.decode(observed.encode())).isEqualTo(observed);
  }

  private static List<String> template(String name) throws IOException {
    return fields(
        new ObjectMapper().readTree(IndexTemplates.json(name)).at("/template/mappings/properties"));
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private JsonNode parsed() throws IOException {
    return new ObjectMapper().readTree(json.copy(0, json.size()));
  }
}

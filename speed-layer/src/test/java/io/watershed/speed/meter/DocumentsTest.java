package io.watershed.speed.meter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.core.alert.Episode;
import io.watershed.core.alert.MeterAlert;
import io.watershed.core.alert.Severity;
import io.watershed.core.reading.Measurement;
import io.watershed.core.window.Disposition;
import io.watershed.core.window.WindowStatistics;
import io.watershed.elasticsearch.IndexTemplates;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.speed.sink.ArrivalCounts;
import io.watershed.speed.sink.DeviceResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {

  private static final WindowStatistics WINDOW =
      new WindowStatistics(1_600_000_020_000L, 2, 9.5, 3.5, 6, 1);
  private static final Episode EPISODE =
      new Episode(
          MeterAlert.HIGH_FLOW,
          "Pulse1",
          1_600_000_000_123L,
          1_600_000_900_000L,
          Episode.OPEN,
          2,
          1200,
          2400,
          2000,
          Severity.CRITICAL);

  private static final MeterDocuments DOCUMENTS = new MeterDocuments(300_000);

  private final JsonLines json = new JsonLines(64);

  @Test
  void aWindowHasEveryFieldOfItsTemplate() throws IOException {
    DOCUMENTS.window(json, change(), Measurement.FLOW, WINDOW, 1_700_000_000_000L);
    JsonNode document = parsed();
    assertThat(fields(document)).containsExactlyInAnyOrderElementsOf(template("meter-windows"));
    assertThat(document.get("window_start").asText()).isEqualTo("2020-09-13T12:27:00Z");
    assertThat(document.get("window_end").asText()).isEqualTo("2020-09-13T12:32:00Z");
    assertThat(document.get("mean").asDouble()).isEqualTo(4.75);
    assertThat(document.get("suburb").asText()).isEqualTo("BUDERIM");
    assertThat(document.get("postcode").asInt()).isEqualTo(4556);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "60000, false", "240000, false", "300000, true", "-300000, true"})
  void windowsThatBeginAtMultiplesOfTheirLengthAreAligned(long start, boolean aligned)
      throws IOException {
    WindowStatistics window = new WindowStatistics(start, 1, 1, 1, 1, 0);
    DOCUMENTS.window(json, change(), Measurement.FLOW, window, 0);
    assertThat(parsed().get("aligned").booleanValue()).isEqualTo(aligned);
  }

  @Test
  void anAlertHasEveryFieldOfItsTemplate() throws IOException {
    MeterDocuments.alert(json, change(), EPISODE, 1_700_000_000_000L);
    JsonNode document = parsed();
    List<String> ofStations = List.of("station_id", "kind", "name", "province", "location");
    assertThat(template("alerts")).containsAll(ofStations);
    assertThat(fields(document))
        .containsExactlyInAnyOrderElementsOf(
            template("alerts").stream().filter(each -> !ofStations.contains(each)).toList());
    assertThat(document.get("episode_start").asText()).isEqualTo("2020-09-13T12:26:40.123Z");
    assertThat(document.get("message").asText()).isEqualTo("Flow 2400 L/h is at or above 2000 L/h");
  }

  @Test
  void anUnknownMeterLeavesItsFieldsOut() throws IOException {
    MeterChange unknown = new MeterChange("7", MeterAttributes.NONE, Map.of(), List.of());
    DOCUMENTS.window(json, unknown, Measurement.FLOW, WINDOW, 0);
    assertThat(fields(parsed()))
        .doesNotContain("meter_type", "suburb", "postcode", "usage_type")
        .contains("meter_id");
  }

  @Test
  void aResultIsTheSameAfterItTravelled() {
    DeviceResult<MeterChange> received =
        DeviceResult.decode(
            new DeviceResult<>(counts(), Optional.of(change())).encode(), DOCUMENTS::read);
    assertThat(received.change()).contains(change());
    assertThat(received.counts().total().messages()).isEqualTo(4);
    assertThat(received.counts().newestHour()).isEqualTo(481_000);
    assertThat(received.change().orElseThrow().windowCount()).isEqualTo(1);
  }

  @Test
  void aResultWithoutAChangeIsTheSameAfterItTravelled() {
    DeviceResult<MeterChange> received =
        DeviceResult.decode(
            new DeviceResult<MeterChange>(counts(), Optional.empty()).encode(), DOCUMENTS::read);
    assertThat(received.change()).isEmpty();
    assertThat(received.counts().total().deadLetters()).isEqualTo(2);
  }

  private static ArrivalCounts counts() {
    ArrivalCounts counts = new ArrivalCounts();
    counts.hour(480_000).count(Disposition.ACCEPTED);
    counts.hour(480_000).count(Disposition.LATE);
    counts.hour(481_000).countDeadLetters(2);
    return counts;
  }

  private static MeterChange change() {
    return new MeterChange(
        "83008",
        new MeterAttributes(
            Optional.of("captis_pulse"),
            Optional.of("BUDERIM"),
            OptionalInt.of(4556),
            Optional.of("Residential")),
        Map.of(Measurement.FLOW, List.of(WINDOW)),
        List.of(EPISODE));
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

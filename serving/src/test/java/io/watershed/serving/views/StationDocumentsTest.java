package io.watershed.serving.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.core.contract.Field;
import io.watershed.core.contract.Index;
import io.watershed.core.contract.hive.StationMetadata;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import io.watershed.core.contract.index.StationMetadataIndex;
import io.watershed.core.contract.index.WaterLevelForecastsIndex;
import io.watershed.core.json.Json;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.hive.HiveRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StationDocumentsTest {

  private static final HiveRow HOPE =
      HiveRow.of(StationMetadata.TABLE)
          .with(StationMetadata.STATION_ID, "08MF005")
          .with(StationMetadata.NAME, "FRASER RIVER AT HOPE")
          .with(StationMetadata.LATITUDE, 49.386)
          .with(StationMetadata.LONGITUDE, -121.454);

  private final JsonLines json = new JsonLines(256);

  @Test
  void aPlaceIsAnObjectAsTheSpeedLayerWritesIt() throws IOException {
    StationDocuments.metadata(json, HOPE, "run-1");
    JsonNode document = read();

    assertThat(document.path("location"))
        .isEqualTo(Json.MAPPER.readTree("{\"lat\":49.386,\"lon\":-121.454}"));
    assertThat(names(document)).isSubsetOf(fields(StationMetadataIndex.INDEX));
  }

  @Test
  void aStationWithoutAPlaceHasNone() throws IOException {
    StationDocuments.metadata(json, HOPE.with(StationMetadata.LONGITUDE, null), "run-1");

    assertThat(read().has("location")).isFalse();
  }

  @Test
  void aForecastSaysWhereItsStationIs() throws IOException {
    HiveRow forecast =
        HiveRow.of(WaterLevelForecasts.TABLE)
            .with(WaterLevelForecasts.STATION_ID, "08MF005")
            .with(WaterLevelForecasts.LEVEL, 7.5)
            .with(WaterLevelForecasts.LOW, 7.0);
    StationDocuments.forecast(json, forecast, HOPE, "run-1");
    JsonNode document = read();

    assertThat(document.path("level").asDouble()).isEqualTo(7.5);
    assertThat(document.path("low").asDouble()).isEqualTo(7.0);
    assertThat(document.at("/location/lat").asDouble()).isEqualTo(49.386);
    assertThat(document.path("name").asText()).isEqualTo("FRASER RIVER AT HOPE");
    assertThat(names(document)).isSubsetOf(fields(WaterLevelForecastsIndex.INDEX));
  }

  private JsonNode read() throws IOException {
    return Json.MAPPER.readTree(json.copy(0, json.size()));
  }

  private static List<String> names(JsonNode document) {
    List<String> names = new ArrayList<>();
    document.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> fields(Index index) {
    return index.fields().stream().map(Field::name).toList();
  }
}

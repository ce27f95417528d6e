package io.watershed.ingestion.source.msc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.ingestion.source.Decoded;
import io.watershed.ingestion.source.RealData;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Units and marks of quality in bodies as the provider really sends them. */
class RealMscBodiesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void anAirportsReport() throws Exception {
    Decoded.Good good = swob("2020-05-31-0200-CYBQ-AUTO-swob.geojson");
    Observation observation = good.observation();

    assertThat(observation.station().id()).isEqualTo("5062835");
    assertThat(observation.station().name()).isEqualTo("CYBQ");
    assertThat(observation.station().elevation()).isEqualTo(281.3);
    assertThat(observation.timestamp()).isEqualTo(Instant.parse("2020-05-31T02:00:00Z"));
    assertThat(observation.values())
        .containsOnly(
            entry(Element.AIR_TEMP, 5.9),
            entry(Element.DEW_POINT, -3.9),
            entry(Element.REL_HUM, 50.0),
            entry(Element.WIND_SPEED, 9.4),
            entry(Element.WIND_DIRECTION, 4.0),
            entry(Element.STN_PRES, 985.9),
            entry(Element.MSLP, 1021.1),
            entry(Element.PRECIP_1H, 0.0));
    assertThat(observation.quality())
        .hasSize(8)
        .allSatisfy((element, mark) -> assertThat(mark).isEqualTo(100));
    assertThat(good.withheld()).isZero();
  }

  @Test
  void aMinuteReportWhoseSnowIsSuppressed() throws Exception {
    Decoded.Good good = swob("2020-07-01-0007-CAFC-AUTO-minute-swob.geojson");
    Observation observation = good.observation();

    assertThat(observation.station().id()).isEqualTo("8101605");
    assertThat(observation.values())
        .containsOnly(
            entry(Element.AIR_TEMP, 19.5),
            entry(Element.DEW_POINT, 17.2),
            entry(Element.REL_HUM, 87.0),
            entry(Element.WIND_SPEED, 7.6),
            entry(Element.WIND_DIRECTION, 31.0),
            entry(Element.WIND_GUST, 13.7),
            entry(Element.STN_PRES, 1011.1),
            entry(Element.MSLP, 1015.3),
            entry(Element.PRECIP_1H, 0.0));
    assertThat(observation.quality())
        .containsOnlyKeys(Element.AIR_TEMP, Element.REL_HUM, Element.STN_PRES);
    assertThat(good.withheld()).as("10 and 11 cm of snow in July, marked −10").isEqualTo(2);
    assertThat(observation.body()).contains("\"snw_dpth\": 10").contains("\"snw_dpth-qa\": -10");
  }

  @Test
  void everyReportIsOneThatTheLayersTake() throws Exception {
    List<Path> files = RealData.filesIn("weather/swob");
    assertThat(files).hasSize(4);
    for (Path file : files) {
      assertThat(swob(file.getFileName().toString()).observation().values())
          .hasSizeGreaterThanOrEqualTo(8)
          .allSatisfy((element, value) -> assertThat(element.plausible(value)).isTrue());
    }
  }

  @Test
  void reportsStayVerbatimOnAPage() throws Exception {
    List<String> texts = RealData.bodiesIn("weather/swob");
    String page =
        "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",\n", texts) + "]}";
    assertThat(FeaturePage.parse(page.getBytes(StandardCharsets.UTF_8)).features())
        .isEqualTo(texts);
  }

  @Test
  void halfAYearOfTheArchiveInTensOfDegreesKilopascalAndLocalStandardTime() throws Exception {
    int directions = 0;
    int calms = 0;
    List<Observation> all = new ArrayList<>();
    for (CSVRecord row : archive()) {
      String body = feature(row);
      if (!(DecodersTest.decode(new Climate(), body) instanceof Decoded.Good good)) {
        continue;
      }
      Observation observation = good.observation();
      all.add(observation);
      Map<Element, Double> values = observation.values();
      assertThat(values)
          .allSatisfy((element, value) -> assertThat(element.plausible(value)).isTrue());
      if (!row.get("wind_dir").isEmpty()) {
        double tens = Double.parseDouble(row.get("wind_dir"));
        directions += tens > 0 ? 1 : 0;
        calms += tens == 0 ? 1 : 0;
        assertThat(values.get(Element.WIND_DIRECTION)).isEqualTo(tens == 0 ? null : tens * 10);
      }
      if (!row.get("pressure").isEmpty()) {
        assertThat(values.get(Element.STN_PRES)).isBetween(930.0, 1010.0);
      }
    }
    assertThat(all).hasSizeGreaterThan(4_300);
    assertThat(directions).isGreaterThan(2_000);
    assertThat(calms + directions).isGreaterThan(3_000);
    Observation first = all.get(0);
    assertThat(first.values())
        .containsEntry(Element.AIR_TEMP, -9.1)
        .containsEntry(Element.STN_PRES, 999.5)
        .containsEntry(Element.WIND_DIRECTION, 130.0)
        .containsEntry(Element.WIND_SPEED, 19.0);
    assertThat(first.station().id()).isEqualTo("1163781");
    assertThat(first.timestamp())
        .as("midnight of Pacific standard time")
        .isEqualTo(Instant.parse("2016-01-01T08:00:00Z"));
    assertThat(first.station().zone()).isEqualTo(ZoneOffset.ofHours(-8));
  }

  private static List<CSVRecord> archive() throws IOException {
    Path file = RealData.at("weather/weathercan_kamloops_hourly_2016H1.csv");
    try (Reader text = Files.newBufferedReader(file);
        CSVParser parser =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(text)) {
      return parser.getRecords();
    }
  }

  /** The row as the collection's feature; its time is local standard time, eight hours behind. */
  private static String feature(CSVRecord row) {
    ObjectNode feature = JSON.createObjectNode().put("type", "Feature");
    ObjectNode properties = feature.putObject("properties");
    LocalDateTime local =
        LocalDateTime.parse(row.get("date") + "T00:00:00")
            .withHour(Integer.parseInt(row.get("hour")));
    properties.put("CLIMATE_IDENTIFIER", row.get("climate_id"));
    properties.put("STATION_NAME", row.get("station_name"));
    properties.put("LOCAL_DATE", local.toString().replace('T', ' ') + ":00");
    properties.put("UTC_DATE", local.plusHours(8) + ":00");
    put(properties, "TEMP", row.get("temp"));
    put(properties, "DEW_POINT_TEMP", row.get("temp_dew"));
    put(properties, "RELATIVE_HUMIDITY", row.get("rel_hum"));
    put(properties, "PRECIP_AMOUNT", row.get("precip_amt"));
    put(properties, "WIND_DIRECTION", row.get("wind_dir"));
    put(properties, "WIND_SPEED", row.get("wind_spd"));
    put(properties, "STATION_PRESSURE", row.get("pressure"));
    return feature.toString();
  }

  private static void put(ObjectNode properties, String name, String text) {
    if (text.isEmpty()) {
      properties.putNull(name);
    } else {
      properties.put(name, Double.parseDouble(text));
    }
  }

  private static Decoded.Good swob(String name) throws Exception {
    String body = Files.readString(RealData.at("weather/swob").resolve(name));
    return (Decoded.Good) DecodersTest.decode(new Swob(), body);
  }
}

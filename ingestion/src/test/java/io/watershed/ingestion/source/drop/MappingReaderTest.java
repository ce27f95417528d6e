package io.watershed.ingestion.source.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.station.Element;
import io.watershed.core.station.Observation;
import io.watershed.core.station.StationKind;
import io.watershed.ingestion.source.Decoded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingReaderTest {

  private static final String WEATHER =
      """
      source = loggers
      kind = weather
      delimiter = ";"
      station-id { column = logger, prefix = "own:" }
      time { columns = [day, hour], pattern = "dd.MM.yyyy HH:mm", zone = Europe/Berlin }
      station {
        name { column = place }
        latitude = "48.1"
        time-zone = Europe/Berlin
      }
      values {
        air_temp { column = t, unit = K }
        stn_pres { column = p, unit = kPa }
        wind_direction { column = dir, unit = "10s deg" }
      }
      missing = ["-", "NA"]
      """;

  private static final List<String> HEADER =
      List.of("logger", "day", "hour", "place", "t", "p", "dir");

  @Test
  void columnsBecomeFieldsAndValuesOurUnits() throws Exception {
    Observation observation = row("7;20.11.2026;09:30;Somewhere;280.65;101.3;-");

    assertThat(observation.station().id()).isEqualTo("own:7");
    assertThat(observation.station().kind()).isEqualTo(StationKind.WEATHER);
    assertThat(observation.station().name()).isEqualTo("Somewhere");
    assertThat(observation.station().latitude()).isEqualTo(48.1);
    assertThat(observation.station().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(observation.source()).isEqualTo("loggers");
    assertThat(observation.timestamp()).isEqualTo(Instant.parse("2026-11-20T08:30:00Z"));
    assertThat(observation.values())
        .hasSize(2)
        .containsEntry(Element.AIR_TEMP, 7.5)
        .containsEntry(Element.STN_PRES, 1013.0);
    assertThat(observation.body()).isEqualTo("7;20.11.2026;09:30;Somewhere;280.65;101.3;-");
  }

  @Test
  void theHourThatComesTwiceIsItsFirstAndTheOneThatNeverComesIsWrong() throws Exception {
    assertThat(row("7;25.10.2026;02:30;x;280;-;-").timestamp())
        .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    assertThatThrownBy(() -> row("7;29.03.2026;02:30;x;280;-;-"))
        .hasMessageContaining("does not exist in Europe/Berlin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7;20.11.2026;09:30;x;280;1 | the row has 6 fields, the header has 7",
        "7;2026-11-20;09:30;x;280;1;1 | does not follow the mapping's pattern",
        "7;20.11.2026;09:30;x;warm;1;1 | t must be a number, not warm",
        "7;20.11.2026;09:30;x;NaN;1;1 | t must be a number, not NaN",
        "7;20.11.2026;09:30;x;1e999;1;1 | t must be a finite number",
        "-;20.11.2026;09:30;x;280;1;1 | station id",
        "7;20.11.2026;09:30;\"x\" y;280;1;1 | the row is no line of CSV"
      })
  void aRowThatIsNoneIsTold(String row, String told) {
    assertThatThrownBy(() -> row(row)).hasMessageContaining(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind = weather           | kind = submarine             | it must be gauge or weather",
        "delimiter = \";\"        | delimiter = \"ab\"           | delimiter must be one character",
        "zone = Europe/Berlin }   | zone = Atlantis }            | time.zone must be a zone",
        "dd.MM.yyyy HH:mm         | qqqqqqq                      | time.pattern must be like",
        "unit = kPa               | unit = furlong               | it must be one of [hPa",
        "air_temp {               | temperature {                | names no element",
        "name {                   | nickname {                   | station.nickname is unknown",
        "missing =                | misssing =                   | misssing is unknown",
        "column = logger          | colum = logger               | station-id.column is absent",
        "source = loggers         | source = {                   | mapping",
      })
  void aMappingThatIsNotAllowedIsTold(String from, String to, String told) {
    assertThatThrownBy(() -> MappingReader.read("mapping", WEATHER.replace(from.strip(), to)))
        .isInstanceOf(MappingException.class)
        .hasMessageStartingWith("mapping")
        .hasMessageContaining(told);
  }

  @Test
  void aMappingSeesNeitherFilesNorTheEnvironment(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.conf"), "source = stolen");
    for (String inclusion :
        List.of(
            "include \"" + secret + "\"",
            "include file(\"" + secret + "\")",
            "include required(url(\"" + secret.toUri() + "\"))",
            "include classpath(\"reference.conf\")")) {
      assertThatThrownBy(() -> MappingReader.read("mapping", inclusion + "\n" + WEATHER))
          .as(inclusion)
          .hasMessageContaining("a mapping includes no other file");
    }
    assertThatThrownBy(() -> MappingReader.read("mapping", WEATHER.replace("loggers", "${PATH}")))
        .isInstanceOf(MappingException.class)
        .hasMessageNotContaining("/bin");
    assertThat(MappingReader.read("mapping", WEATHER.replace("= loggers", "= ${?PATH}")).source())
        .isEqualTo("drop");
  }

  @Test
  void aHeaderWithoutAColumnOrWithItTwiceIsTold() throws Exception {
    Mapping mapping = MappingReader.read("mapping", WEATHER);
    assertThatThrownBy(() -> new RowReader(mapping, HEADER.subList(0, 6)))
        .hasMessage("mapping names column dir, which the header lacks");
    assertThatThrownBy(
            () ->
                new RowReader(
                    mapping, List.of("t", "logger", "day", "hour", "place", "t", "p", "dir")))
        .hasMessage("the header has column t twice");
  }

  private static Observation row(String text) throws Exception {
    RowReader reader = new RowReader(MappingReader.read("mapping", WEATHER), HEADER);
    return ((Decoded.Good) reader.read(text)).observation();
  }
}

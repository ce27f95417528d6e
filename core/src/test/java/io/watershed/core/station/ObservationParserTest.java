package io.watershed.core.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.reading.MessageLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationParserTest {

  private static final Instant ARRIVAL = Instant.parse("2026-11-20T08:00:00Z");
  private static final Station HOPE =
      new Station(
          "08MF005",
          StationKind.GAUGE,
          "FRASER RIVER AT HOPE",
          49.386,
          -121.454,
          41.0,
          "BC",
          null,
          ZoneId.of("America/Vancouver"),
          "08MH126",
          8.5);
  private static final Observation OBSERVATION =
      new Observation(
          HOPE,
          "msc-hydrometric",
          Instant.parse("2026-11-20T07:30:00Z").toEpochMilli(),
          Map.of(Element.WATER_LEVEL, 6.123, Element.DISCHARGE, 2100.0),
          Map.of(Element.WATER_LEVEL, 90),
          "{\"type\":\"Feature\",\"é\":1}");
  private static final String SMALLEST =
      "{\"station_id\":\"A1\",\"timestamp\":\"2026-11-20T07:30:00Z\",\"values\":{\"air_temp\":-4.5}}";

  private final ObservationParser parser =
      new ObservationParser(
          new MessageLimits(65_536, Instant.parse("2000-01-01T00:00:00Z"), Duration.ofHours(1)));

  @Test
  void readsWhatTheWriterWrote() {
    assertThat(parser.parse(new ObservationWriter().write(OBSERVATION), ARRIVAL.toEpochMilli()))
        .isEqualTo(new ParsedObservation.Accepted(OBSERVATION));
  }

  @Test
  void whatIsNotKnownIsNull() {
    assertThat(accepted(SMALLEST))
        .isEqualTo(
            new Observation(
                Station.of("A1", StationKind.WEATHER, ZoneOffset.UTC),
                "unknown",
                Instant.parse("2026-11-20T07:30:00Z").toEpochMilli(),
                Map.of(Element.AIR_TEMP, -4.5),
                Map.of(),
                null));
  }

  @Test
  void aStationThatMeasuresWaterIsAGauge() {
    assertThat(accepted(SMALLEST.replace("air_temp", "water_level")).station().kind())
        .isEqualTo(StationKind.GAUGE);
  }

  @Test
  void nullIsAsAbsent() {
    String nulls =
        SMALLEST
            .replace("{\"air_temp\":-4.5}", "{\"air_temp\":-4.5,\"mslp\":null}")
            .replace("{\"station_id\"", "{\"station\":null,\"quality\":null,\"station_id\"");
    assertThat(accepted(nulls)).isEqualTo(accepted(SMALLEST));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "MISSING_FIELD ~ {\"air_temp\":-4.5} ~ {}",
        "MISSING_FIELD ~ {\"air_temp\":-4.5} ~ {\"air_temp\":null}",
        "MISSING_FIELD ~ \"A1\" ~ null",
        "WRONG_TYPE ~ {\"air_temp\":-4.5} ~ [1]",
        "WRONG_TYPE ~ -4.5 ~ \"-4.5\"",
        "WRONG_TYPE ~ \"A1\" ~ 5",
        "WRONG_TYPE ~ {\"station_id\" ~ {\"station\":{\"latitude\":91},\"station_id\"",
        "WRONG_TYPE ~ {\"station_id\" ~ {\"station\":{\"kind\":\"buoy\"},\"station_id\"",
        "WRONG_TYPE ~ {\"station_id\" ~ {\"station\":{\"time_zone\":\"Mars/X\"},\"station_id\"",
        "WRONG_TYPE ~ {\"station_id\" ~ {\"quality\":{\"air_temp\":101},\"station_id\"",
        "NOT_FINITE ~ -4.5 ~ 1e999",
        "NOT_FINITE ~ -4.5 ~ NaN",
        "UNKNOWN_MEASUREMENT ~ air_temp ~ air_tmp",
        "BAD_DEVICE_ID ~ A1 ~ A|1",
        "BAD_DEVICE_ID ~ {\"station_id\" ~ {\"station\":{\"downstream\":\"\"},\"station_id\"",
        "BAD_TIMESTAMP ~ 2026-11-20T07:30:00Z ~ yesterday",
        "TIMESTAMP_WITHOUT_ZONE ~ 07:30:00Z ~ 07:30:00",
        "TIMESTAMP_IN_FUTURE ~ 07:30:00Z ~ 09:30:00Z",
        "TIMESTAMP_TOO_OLD ~ 2026-11 ~ 1999-11",
        "NOT_JSON ~ }} ~ }",
        "NOT_JSON ~ }} ~ }}}"
      })
  void rejectsWithAReason(String reason, String found, String replacement) {
    assertThat(SMALLEST).contains(found);
    assertThat(parse(SMALLEST.replace(found, replacement)))
        .isInstanceOfSatisfying(
            ParsedObservation.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).hasToString(reason);
              assertThat(rejected.detail()).isNotBlank();
            });
  }

  private ParsedObservation parse(String message) {
    return parser.parse(message.getBytes(StandardCharsets.UTF_8), ARRIVAL.toEpochMilli());
  }

  private Observation accepted(String message) {
    return ((ParsedObservation.Accepted) parse(message)).observation();
  }
}

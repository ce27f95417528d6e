package io.watershed.core.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.reading.ParsedMessage.Accepted;
import io.watershed.core.reading.ParsedMessage.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingParserTest {

  private static final Instant ARRIVAL = Instant.parse("2022-07-13T08:00:00Z");
  private static final String GOOD =
      "{\"meter_id\":83008,\"timestamp\":\"2022-07-13T07:30:01.000Z\",\"measurement_type\":\"Pulse1\","
          + "\"series\":\"P1\",\"unit\":\"L\",\"value\":6.0}";

  private final ReadingParser parser =
      new ReadingParser(
          new MessageLimits(65_536, Instant.parse("2000-01-01T00:00:00Z"), Duration.ofHours(1)));

  @Test
  void readsTheContractsExample() {
    assertThat(reading(GOOD))
        .isEqualTo(
            new Reading(
                "83008",
                Measurement.FLOW,
                Instant.parse("2022-07-13T07:30:01Z").toEpochMilli(),
                6.0,
                Duration.ofMinutes(15)));
  }

  @Test
  void meterIdIsAStringInsideWhateverItIsOnTheWire() {
    assertThat(reading(GOOD.replace("83008", "\"83008\""))).isEqualTo(reading(GOOD));
  }

  @Test
  void ignoresFieldsItDoesNotKnow() {
    assertThat(reading(GOOD.replace("{\"meter_id\"", "{\"x\":{\"meter_id\":[1,2]},\"meter_id\"")))
        .isEqualTo(reading(GOOD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2022-07-13T17:30:01.000+10:00",
        "2022-07-13T18:30:01.000+11:00",
        "2022-07-13T07:30:01Z",
        "2022-07-13T07:30:01+00:00",
        "2022-07-13T03:00:01-04:30",
        "2022-07-13T07:30:01.000000Z",
        "2022-07-13T17:30:01.000+1000",
        "2022-07-13T17:30:01+1000",
        "2022-07-13T17:30:01.000000+1000",
        "2022-07-13T03:00:01-0430",
        "2022-07-13T17:30:01+10"
      })
  void timestampsOfEveryZoneAreTheSameInstant(String timestamp) {
    assertThat(reading(GOOD.replace("2022-07-13T07:30:01.000Z", timestamp)).timestampMillis())
        .isEqualTo(Instant.parse("2022-07-13T07:30:01Z").toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/10266/1     | 1  | null | 12  | FLOW              | 12",
        "10266/1      | 1  | L    | 12  | FLOW              | 12",
        "10266/0      | 0  | null | 1.5 | TOTAL             | 1500",
        "10266/0      | 0  | kL   | 1.5 | TOTAL             | 1500",
        "Pulse1_Total | T1 | kL   | 2   | TOTAL             | 2000",
        "10270/0      | 0  | null | 36  | BATTERY           | 3.6",
        "10270/0      | 0  | dV   | 36  | BATTERY           | 3.6",
        "Battery      | V  | V    | 3.6 | BATTERY           | 3.6",
        "DeviceTemperature | Max | °C | 40.7 | DEVICE_TEMPERATURE_MAX | 40.7",
        "RF           | SINR | dBm | -3 | RADIO_SINR        | -3",
      })
  void normalisesTypesAndUnits(
      String type,
      String series,
      String unit,
      double value,
      Measurement measurement,
      double inside) {
    Reading reading = reading(message(type, series, "\"" + unit + "\"", String.valueOf(value)));
    assertThat(reading.measurement()).isEqualTo(measurement);
    assertThat(reading.value()).isEqualTo(inside);
  }

  @Test
  void aMissingUnitIsTheOneOfTheWireForm() {
    String withoutUnit = message("10270/0", "0", "null", "36").replace("\"unit\":null,", "");
    assertThat(reading(withoutUnit).value()).isEqualTo(3.6);
    assertThat(reading(message("10270/0", "0", "null", "36")).value()).isEqualTo(3.6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NOT_JSON      | not json at all",
        "NOT_JSON      | [1,2]",
        "NOT_JSON      | 17",
        "NOT_JSON      | {\"meter_id\":1",
        "NOT_JSON      | {} {}",
        "MISSING_FIELD | {}",
      })
  void refusesWhatIsNoObjectOfOurs(DeadLetterReason reason, String text) {
    assertThat(rejected(text.getBytes(StandardCharsets.UTF_8)).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "MISSING_FIELD         | \"value\":6.0          | \"other\":6.0",
        "MISSING_FIELD         | \"value\":6.0          | \"value\":null",
        "MISSING_FIELD         | \"meter_id\":83008     | \"meter\":83008",
        "MISSING_FIELD         | \"P1\"                 | null",
        "WRONG_TYPE            | \"value\":6.0          | \"value\":\"6.0\"",
        "WRONG_TYPE            | \"value\":6.0          | \"value\":true",
        "WRONG_TYPE            | 83008                  | 83008.5",
        "WRONG_TYPE            | 83008                  | {}",
        "WRONG_TYPE            | \"2022-07-13T07:30:01.000Z\" | 1657697401000",
        "WRONG_TYPE            | \"Pulse1\"             | 1",
        "NOT_FINITE            | 6.0                    | NaN",
        "NOT_FINITE            | 6.0                    | Infinity",
        "NOT_FINITE            | 6.0                    | -Infinity",
        "NOT_FINITE            | 6.0                    | 1e999",
        "UNKNOWN_MEASUREMENT   | \"Pulse1\"             | \"Pulse9\"",
        "UNKNOWN_MEASUREMENT   | \"P1\"                 | \"P9\"",
        "UNKNOWN_UNIT          | \"L\"                  | \"gallon\"",
        "UNKNOWN_UNIT          | \"L\"                  | \"V\"",
        "BAD_TIMESTAMP         | 2022-07-13T07:30:01.000Z | yesterday",
        "BAD_TIMESTAMP         | 2022-07-13T07:30:01.000Z | 2022-02-30T07:30:01.000Z",
        "BAD_TIMESTAMP         | 2022-07-13T07:30:01.000Z | 2022-07-13T25:30:01.000Z",
        "BAD_TIMESTAMP         | 2022-07-13T07:30:01.000Z | 2022-07-13T07:30:01.000+1900",
        "BAD_TIMESTAMP         | 2022-07-13T07:30:01.000Z | 2022-07-13T07:30:01.000+10000",
        "TIMESTAMP_WITHOUT_ZONE | 2022-07-13T07:30:01.000Z | 2022-07-13T07:30:01.000",
        "TIMESTAMP_WITHOUT_ZONE | 2022-07-13T07:30:01.000Z | 2022-07-13 07:30:01",
        "TIMESTAMP_IN_FUTURE   | 2022-07-13T07:30:01.000Z | 2022-07-13T09:00:00.001Z",
        "TIMESTAMP_TOO_OLD     | 2022-07-13T07:30:01.000Z | 1999-12-31T23:59:59.999Z",
        "BAD_DEVICE_ID          | 83008                  | \"\"",
        "BAD_DEVICE_ID          | 83008                  | \"a\\u007cb\"",
        "BAD_DEVICE_ID          | 83008                  | \"a\\nb\"",
        "BAD_DEVICE_ID          | 83008                  | \"83008 \"",
        "BAD_DEVICE_ID          | 83008                  | \"\\u00a083008\"",
        "BAD_DEVICE_ID          | 83008                  | \"830\\u200b08\"",
        "BAD_DEVICE_ID          | 83008                  | \"undefined\"",
        "BAD_DEVICE_ID          | 83008                  | \"Null\"",
        "BAD_DEVICE_ID          | 83008                  | \"NaN\"",
        "BAD_DEVICE_ID          | 83008                  | \"{{device.serial}}\"",
        "BAD_DEVICE_ID          | 83008                  | \"${SERIAL}\"",
        "WRONG_TYPE             | \"value\":6.0          | \"value\":6.0,\"value\":7.0",
        "WRONG_TYPE             | \"value\":6.0          | \"value\":6.0,\"note\":1,\"note\":2",
      })
  void refusesABadField(DeadLetterReason reason, String good, String bad) {
    assertThat(GOOD).contains(good);
    Rejected rejected = rejected(GOOD.replace(good, bad).getBytes(StandardCharsets.UTF_8));
    assertThat(rejected.reason()).as(rejected.detail()).isEqualTo(reason);
    assertThat(rejected.detail()).isNotBlank().hasSizeLessThan(300);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"D'AGUILAR", "Zähler-7", "-1", "0083008", "meter of null island", "a b", "=1+1"})
  void anOddIdIsStillAnId(String id) {
    assertThat(reading(GOOD.replace("83008", '"' + id + '"')).meterId()).isEqualTo(id);
  }

  @Test
  void theLastMomentAllowedIsStillAllowed() {
    assertThat(reading(GOOD.replace("07:30:01.000", "09:00:00.000")).timestamp())
        .isEqualTo(ARRIVAL.plus(Duration.ofHours(1)));
    assertThat(reading(GOOD.replace("2022-07-13T07:30:01.000", "2000-01-01T00:00:00.000")))
        .isNotNull();
  }

  @Test
  void refusesBytesThatAreNoText() {
    byte[] latin1 = GOOD.replace("P1", "Pé").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(rejected(latin1).reason()).isEqualTo(DeadLetterReason.NOT_UTF8);
    byte[] utf16 = GOOD.getBytes(StandardCharsets.UTF_16LE);
    assertThat(rejected(utf16).reason()).isEqualTo(DeadLetterReason.NOT_JSON);
    assertThat(rejected(new byte[0]).reason()).isEqualTo(DeadLetterReason.EMPTY);
    assertThat(rejected(null).reason()).isEqualTo(DeadLetterReason.EMPTY);
  }

  @Test
  void refusesWhatIsLongerThanTheLimitAndTakesWhatJustFits() {
    String padding = " ".repeat(65_536 - GOOD.length());
    assertThat(reading(GOOD + padding)).isEqualTo(reading(GOOD));
    assertThat(rejected((GOOD + padding + " ").getBytes(StandardCharsets.UTF_8)).reason())
        .isEqualTo(DeadLetterReason.TOO_LARGE);
  }

  @Test
  void deepNestingIsABadMessageAndNotACrash() {
    String deep = "{\"x\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";
    assertThat(rejected(deep.getBytes(StandardCharsets.UTF_8)).reason())
        .isEqualTo(DeadLetterReason.NOT_JSON);
  }

  private Reading reading(String message) {
    ParsedMessage parsed =
        parser.parse(message.getBytes(StandardCharsets.UTF_8), ARRIVAL.toEpochMilli());
    assertThat(parsed).isInstanceOf(Accepted.class);
    return ((Accepted) parsed).reading();
  }

  private Rejected rejected(byte[] message) {
    ParsedMessage parsed = parser.parse(message, ARRIVAL.toEpochMilli());
    assertThat(parsed).isInstanceOf(Rejected.class);
    return (Rejected) parsed;
  }

  private static String message(String type, String series, String unit, String value) {
    return "{\"meter_id\":1,\"timestamp\":\"2022-07-13T07:30:01.000Z\",\"measurement_type\":\""
        + type
        + "\",\"series\":\""
        + series
        + "\",\"unit\":"
        + unit
        + ",\"value\":"
        + value
        + "}";
  }
}

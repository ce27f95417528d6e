package io.watershed.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.meter.Fleet;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.reading.DeadLetterReason;
import io.watershed.core.reading.MessageLimits;
import io.watershed.core.reading.ReadingParser;
import io.watershed.core.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeTest {

  private static final ZoneId BRISBANE = ZoneId.of("Australia/Brisbane");
  private static final Settings SETTINGS = Settings.of(Map.of());

  private final Intake intake =
      new Intake(
          new ReadingParser(MessageLimits.from(SETTINGS)),
          Fleet.of(
              List.of(meter("1", MeterType.DIGITAL), meter("2", MeterType.INTEGRATED)), BRISBANE),
          new QualityRules(QualityLimits.from(SETTINGS)));

  @ParameterizedTest
  @CsvSource({
    "1, Pulse1,  P1, 6,      ,                   true",
    "1, Pulse1,  P1, 2500,   ,                   true",
    "1, Pulse1,  P1, 2500.5, FLOW_ABOVE_LIMIT,   false",
    "2, 10266/1, 1,  2500.5, ,                   true",
    "2, 10266/1, 1,  5001,   FLOW_ABOVE_LIMIT,   false",
    "1, Pulse1,  P1, -1,     NEGATIVE_FLOW,      false",
    "9, Pulse1,  P1, 6,      UNKNOWN_METER,      true",
    "1, Battery, V,  69,     GAUGE_OUT_OF_RANGE, false",
    "1, Battery, V,  3.6,    ,                   true",
    "1, DeviceTemperature, Min, -80, GAUGE_OUT_OF_RANGE, false",
    "1, RF, RSRP, -117, , true",
  })
  void flagsWhatIsHardToBelieve(
      String meter, String type, String series, double value, QualityFlag flag, boolean counted) {
    EnrichedReading reading = take(meter, "2022-07-13T07:30:01Z", type, series, value);
    if (flag == null) {
      assertThat(reading.flags()).isEmpty();
    } else {
      assertThat(reading.flags()).containsExactly(flag);
    }
    assertThat(reading.counted()).isEqualTo(counted);
  }

  @ParameterizedTest
  @CsvSource({
    "2022-07-13T13:59:59.999Z, 2022-07-13",
    "2022-07-13T14:00:00.000Z, 2022-07-14",
    "2022-07-14T00:00:00+10:00, 2022-07-14",
    "2022-07-14T00:59:59+11:00, 2022-07-13",
  })
  void aDayIsALocalDayOfTheDevice(String timestamp, LocalDate day) {
    assertThat(take("1", timestamp, "Pulse1", "P1", 1).localDate()).isEqualTo(day);
  }

  @Test
  void aBadMessageIsRejectedWithItsReason() {
    Intake.Outcome outcome = intake.take("{".getBytes(StandardCharsets.UTF_8), 0);
    assertThat(outcome).isInstanceOf(Intake.Outcome.Rejected.class);
    assertThat(((Intake.Outcome.Rejected) outcome).why().reason())
        .isEqualTo(DeadLetterReason.NOT_JSON);
  }

  private EnrichedReading take(
      String meter, String timestamp, String type, String series, double value) {
    String message =
        String.format(
            "{\"meter_id\":%s,\"timestamp\":\"%s\",\"measurement_type\":\"%s\",\"series\":\"%s\","
                + "\"unit\":null,\"value\":%s}",
            meter, timestamp, type, series, value);
    Intake.Outcome outcome =
        intake.take(
            message.getBytes(StandardCharsets.UTF_8),
            Instant.parse("2022-08-01T00:00:00Z").toEpochMilli());
    return ((Intake.Outcome.Accepted) outcome).reading();
  }

  private static Meter meter(String id, MeterType type) {
    return new Meter(
        id,
        Optional.of(type),
        Optional.of("BUDERIM"),
        OptionalInt.of(4556),
        Optional.of("Residential"),
        BRISBANE);
  }
}

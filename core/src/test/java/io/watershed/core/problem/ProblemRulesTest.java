package io.watershed.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.watershed.core.alert.Severity;
import io.watershed.core.consumption.ConsumptionLimits;
import io.watershed.core.consumption.MeterDays;
import io.watershed.core.consumption.MeterReadings;
import io.watershed.core.consumption.Readings;
import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.reading.Measurement;
import io.watershed.core.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ProblemRulesTest {

  private static final LocalDate DAY = LocalDate.of(2026, 5, 2);

  private final Settings settings = Settings.of(Map.of());
  private final ProblemRules rules = ProblemRules.from(settings);
  private final MeterDays days = new MeterDays(ConsumptionLimits.from(settings));
  private final Readings meter = Readings.of(MeterType.DIGITAL, "Australia/Brisbane");
  private final MeterReadings readings = new MeterReadings();

  @Test
  void anOrdinaryDayHasNoProblem() {
    flowsByHour(hour -> hour < 6 ? 0 : hour % 3);
    assertThat(problems()).isEmpty();
  }

  @Test
  void flowThatNeverStopsAtNightIsAHint() {
    flowsByHour(hour -> hour >= 1 && hour <= 4 ? 2 : hour % 2);
    assertThat(problems())
        .containsExactly(
            problem(
                ProblemType.CONTINUOUS_LEAK,
                Severity.INFO,
                "The flow was never zero from 2 to 4 at night; its smallest rate was 8 L/h."));
  }

  @Test
  void flowThatNeverStopsAllDayIsALeak() {
    flowsByHour(hour -> 3 + hour % 2);
    assertThat(problems())
        .containsExactly(
            problem(
                ProblemType.CONTINUOUS_LEAK,
                Severity.WARNING,
                "The flow was never zero in the whole day; its smallest rate was 12 L/h."));
  }

  @Test
  void aLargeLeakIsCritical() {
    flowsByHour(hour -> 30 + hour % 2);
    assertThat(problems()).extracting(Problem::severity).containsExactly(Severity.CRITICAL);
  }

  @Test
  void oneZeroAtNightIsNoLeak() {
    flowsByHour(hour -> hour == 3 ? 0 : 2 + hour % 2);
    assertThat(problems()).isEmpty();
  }

  @Test
  void nothingIsSaidOfANightWithoutReadings() {
    flowsByHour(hour -> hour < 5 ? Double.NaN : hour % 2);
    assertThat(problems()).isEmpty();
  }

  @Test
  void nightOfTheSpringClockChangeIsAnHourLong() {
    LocalDate change = LocalDate.of(2026, 3, 29);
    Readings madrid = Readings.of(MeterType.HOURLY, "Europe/Madrid");
    MeterReadings steady = madrid.steadyFlow(new MeterReadings(), change, 3);
    assertThat(rules.check(days.day(steady, change).orElseThrow(), Long.MIN_VALUE))
        .extracting(Problem::type)
        .contains(ProblemType.CONTINUOUS_LEAK);
  }

  @Test
  void flowAboveTheAlertLimitIsHighFlow() {
    flowsByHour(hour -> hour == 14 ? 300 : 0);
    assertThat(problems())
        .containsExactly(
            problem(
                ProblemType.HIGH_FLOW,
                Severity.WARNING,
                "The highest flow was 1200 L/h at 14:00, the limit is 1000 L/h; 4 readings passed"
                    + " the first limit."));
  }

  @Test
  void anHourAboveTheCriticalLimitIsABurst() {
    flowsByHour(hour -> hour == 14 || hour == 15 ? 600 : 0);
    assertThat(problems())
        .extracting(Problem::type, Problem::severity)
        .containsExactlyInAnyOrder(
            tuple(ProblemType.HIGH_FLOW, Severity.CRITICAL),
            tuple(ProblemType.BURST, Severity.CRITICAL));
    assertThat(problems().get(1).evidence())
        .isEqualTo(
            "The flow stayed above the critical limit for 2 h until 15:45; 4800 L passed in that"
                + " time.");
  }

  @Test
  void peaksWithPausesAreNoBurst() {
    add(Measurement.FLOW, "2026-05-02T10:00", 600);
    add(Measurement.FLOW, "2026-05-02T10:15", 600);
    add(Measurement.FLOW, "2026-05-02T10:30", 0);
    add(Measurement.FLOW, "2026-05-02T10:45", 600);
    add(Measurement.FLOW, "2026-05-02T11:00", 600);
    assertThat(problems()).extracting(Problem::type).containsExactly(ProblemType.HIGH_FLOW);
  }

  @Test
  void negativeFlowIsReverseFlow() {
    add(Measurement.FLOW, "2026-05-02T10:00", -3);
    add(Measurement.FLOW, "2026-05-02T10:15", -7.5);
    assertThat(problems())
        .containsExactly(
            problem(
                ProblemType.REVERSE_FLOW,
                Severity.WARNING,
                "2 interval flows are negative, down to -7.5 L."));
  }

  @Test
  void flowBeyondThePipeIsImplausible() {
    add(Measurement.FLOW, "2026-05-02T10:00", 55_555);
    assertThat(problems())
        .containsExactly(
            problem(
                ProblemType.IMPLAUSIBLE_VALUES,
                Severity.WARNING,
                "1 interval flow is more than the pipe can carry, up to 55555 L."));
  }

  @Test
  void registerThatStandsStillWhileWaterFlowsIsStuck() {
    add(Measurement.TOTAL, "2026-05-02T00:00", 1000);
    flowsByHour(hour -> hour == 8 ? 20 : 0);
    add(Measurement.TOTAL, "2026-05-02T23:00", 1000);
    assertThat(problems())
        .extracting(Problem::type, Problem::measurement)
        .containsExactlyInAnyOrder(
            tuple(ProblemType.STUCK_METER, Measurement.TOTAL),
            tuple(ProblemType.REGISTER_MISMATCH, Measurement.FLOW));
    assertThat(problems().get(0).evidence())
        .isEqualTo("The register stood still while 80 L flowed.");
  }

  @Test
  void flowThatRepeatsOneValueForHalfADayIsStuck() {
    flowsByHour(hour -> hour >= 6 && hour < 18 ? 7 : 0);
    assertThat(problems())
        .containsExactly(
            problem(
                ProblemType.STUCK_METER,
                Severity.WARNING,
                "The flow repeated the value 7 L for 12 h until 17:45."));
  }

  @Test
  void registerThatDisagreesIsAMismatch() {
    add(Measurement.TOTAL, "2026-05-02T00:00", 1000);
    add(Measurement.FLOW, "2026-05-02T08:00", 20);
    add(Measurement.TOTAL, "2026-05-02T23:00", 1500.5);
    assertThat(problems())
        .containsExactly(
            problem(
                ProblemType.REGISTER_MISMATCH,
                Severity.WARNING,
                "The interval flows sum up to 20 L, the register advanced 500.5 L over the same"
                    + " time: a difference of -480.5 L."));
  }

  @Test
  void registerThatStepsBackIsFaulty() {
    add(Measurement.TOTAL, "2026-05-02T00:00", 1000);
    add(Measurement.TOTAL, "2026-05-02T00:15", 7);
    add(Measurement.TOTAL, "2026-05-02T00:30", 1001);
    assertThat(problems())
        .containsExactly(
            new Problem(
                ProblemType.REGISTER_FAULT,
                Severity.WARNING,
                Measurement.TOTAL,
                "The register stepped back 1 time and leapt 0 times; readings not believed lie"
                    + " between 7 and 7 L."));
  }

  @Test
  void batteryBelowTheAlertLimitIsLow() {
    add(Measurement.BATTERY, "2026-05-02T09:00", 3.1);
    assertThat(problems())
        .containsExactly(
            new Problem(
                ProblemType.LOW_BATTERY,
                Severity.CRITICAL,
                Measurement.BATTERY,
                "The battery is down to 3.1 V, the limit is 3.2 V."));
  }

  @Test
  void batteryThatOnlyFallsIsDeclining() {
    add(Measurement.BATTERY, "2026-04-30T09:00", 3.62);
    add(Measurement.BATTERY, "2026-05-01T09:00", 3.55);
    add(Measurement.BATTERY, "2026-05-02T09:00", 3.5);
    assertThat(problems())
        .containsExactly(
            new Problem(
                ProblemType.LOW_BATTERY,
                Severity.WARNING,
                Measurement.BATTERY,
                "The battery fell from 3.62 V on 2026-04-30 to 3.5 V."));
  }

  @Test
  void batteryThatRecoversIsNotDeclining() {
    add(Measurement.BATTERY, "2026-04-30T09:00", 3.62);
    add(Measurement.BATTERY, "2026-05-01T09:00", 3.45);
    add(Measurement.BATTERY, "2026-05-02T09:00", 3.5);
    assertThat(problems()).isEmpty();
  }

  @Test
  void hotDeviceIsReportedWithItsHottestReading() {
    add(Measurement.DEVICE_TEMPERATURE, "2026-05-02T09:00", 51);
    add(Measurement.DEVICE_TEMPERATURE, "2026-05-02T13:00", 62.5);
    assertThat(problems())
        .containsExactly(
            new Problem(
                ProblemType.HIGH_TEMP,
                Severity.CRITICAL,
                Measurement.DEVICE_TEMPERATURE,
                "The device was at 62.5 degrees Celsius at 13:00, the limit is 60."));
  }

  @Test
  void percentageSentAsVoltsIsImplausible() {
    add(Measurement.BATTERY, "2026-05-02T09:00", 69);
    assertThat(problems())
        .containsExactly(
            new Problem(
                ProblemType.IMPLAUSIBLE_VALUES,
                Severity.INFO,
                Measurement.BATTERY,
                "1 value lies outside of what the sensor can show, between 69 and 69 V."));
  }

  @Test
  void meterWithoutReadingsIsSilent() {
    add(Measurement.FLOW, "2026-05-01T12:00", 1);
    assertThat(problems())
        .containsExactly(
            problem(ProblemType.SILENT, Severity.CRITICAL, "Of 96 flows that were due, 0 came."));
  }

  @Test
  void meterThatMissesHalfADayIsSilent() {
    add(Measurement.FLOW, "2026-05-01T12:00", 1);
    flowsByHour(hour -> hour < 11 ? hour % 2 : Double.NaN);
    assertThat(problems())
        .containsExactly(
            problem(ProblemType.SILENT, Severity.WARNING, "Of 96 flows that were due, 44 came."));
  }

  @Test
  void dayThatIsNotOverIsNotSilent() {
    add(Measurement.FLOW, "2026-05-01T12:00", 1);
    Instant end = DAY.plusDays(1).atStartOfDay(meter.meter().zone()).toInstant();
    assertThat(problems(end.minusMillis(1))).isEmpty();
    assertThat(problems(end)).hasSize(1);
  }

  @Test
  void firstDayOfAMeterIsNotSilent() {
    add(Measurement.FLOW, "2026-05-02T23:00", 1);
    assertThat(problems()).isEmpty();
  }

  @Test
  void limitsAreSettings() {
    assertThat(ProblemLimits.from(settings))
        .isEqualTo(
            new ProblemLimits(
                2, 4, 0.8, 100, Duration.ofHours(1), 50, Duration.ofHours(12), 0.1, 0.5));
    assertThat(
            ProblemLimits.from(
                    Settings.of(
                        Map.of(
                            "problems.silent.missing-share",
                            "0.9",
                            "problems.burst.duration",
                            "30m")))
                .burstDuration())
        .isEqualTo(Duration.ofMinutes(30));
    assertThatThrownBy(
            () ->
                ProblemLimits.from(
                    Settings.of(Map.of("problems.continuous-leak.night-to-hour", "1"))))
        .hasMessage(
            "setting watershed.problems.continuous-leak.night-to-hour = 1 is not allowed: it must"
                + " be a whole number from 3 to 23");
  }

  private void flowsByHour(DoubleUnaryOperator litresPerInterval) {
    for (int slot = 0; slot < 96; slot++) {
      double value = litresPerInterval.applyAsDouble(slot / 4);
      if (!Double.isNaN(value)) {
        Instant time = DAY.atStartOfDay(meter.meter().zone()).toInstant().plusSeconds(900L * slot);
        put(meter.at(Measurement.FLOW, time, value));
      }
    }
  }

  private void add(Measurement measurement, String localTime, double value) {
    put(meter.at(measurement, localTime, value));
  }

  private void put(EnrichedReading reading) {
    readings.add(reading.localDate(), reading);
  }

  private List<Problem> problems() {
    return problems(Instant.parse("2026-05-10T00:00:00Z"));
  }

  private List<Problem> problems(Instant horizon) {
    return rules.check(days.day(readings, DAY).orElseThrow(), horizon.toEpochMilli());
  }

  private static Problem problem(ProblemType type, Severity severity, String evidence) {
    return new Problem(type, severity, Measurement.FLOW, evidence);
  }
}

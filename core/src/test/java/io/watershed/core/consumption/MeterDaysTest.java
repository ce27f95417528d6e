package io.watershed.core.consumption;

import static io.watershed.core.consumption.Readings.add;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.watershed.core.meter.MeterType;
import io.watershed.core.quality.EnrichedReading;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.reading.Measurement;
import io.watershed.core.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeterDaysTest {

  private static final LocalDate DAY = LocalDate.of(2026, 5, 2);

  private final ConsumptionLimits limits = ConsumptionLimits.from(Settings.of(Map.of()));
  private final MeterDays days = new MeterDays(limits);
  private final Readings digital = Readings.of(MeterType.DIGITAL, "Australia/Brisbane");

  @Test
  void defaultsAreThoseOfTheReferenceFile() {
    assertThat(limits).isEqualTo(new ConsumptionLimits(10_000, 10, 10, 0.01, 2));
  }

  @Test
  void flowsAreSummedAndExcludedOnesAreCountedApart() {
    MeterReadings readings = new MeterReadings();
    add(readings, digital.at(Measurement.FLOW, "2026-05-02T00:15", 10));
    add(readings, digital.at(Measurement.FLOW, "2026-05-02T00:30", -4));
    add(readings, digital.at(Measurement.FLOW, "2026-05-02T00:45", 99_999));
    add(readings, digital.at(Measurement.FLOW, "2026-05-02T01:00", 20));
    DailyStatistics flow = statistics(readings, DAY, Measurement.FLOW);
    assertThat(flow.values()).isEqualTo(new ValueSummary(2, 2, 30, 10, 20));
    assertThat(flow.values().mean()).isEqualTo(15);
    assertThat(flow.total()).hasValue(30);
  }

  @Test
  void gaugesHaveNoTotal() {
    MeterReadings readings = new MeterReadings();
    add(readings, digital.at(Measurement.BATTERY, "2026-05-02T09:00", 3.6));
    add(readings, digital.at(Measurement.BATTERY, "2026-05-02T10:00", 69));
    DailyStatistics battery = statistics(readings, DAY, Measurement.BATTERY);
    assertThat(battery.total()).isEmpty();
    assertThat(battery.values()).isEqualTo(new ValueSummary(1, 1, 3.6, 3.6, 3.6));
    assertThat(battery.comparison()).isEmpty();
  }

  @Test
  void registerAdvancesFromTheLastReadingOfTheDayBefore() {
    MeterReadings readings = new MeterReadings();
    add(readings, digital.at(Measurement.TOTAL, "2026-05-01T23:45", 1000));
    add(readings, digital.at(Measurement.TOTAL, "2026-05-02T00:00", 1005));
    add(readings, digital.at(Measurement.TOTAL, "2026-05-02T23:45", 1300));
    DailyStatistics register = statistics(readings, DAY, Measurement.TOTAL);
    assertThat(register.total()).hasValue(300);
    assertThat(register.values().counted()).isEqualTo(2);
    assertThat(register.values().maximum()).isEqualTo(1300);
  }

  @Test
  void registerAdvanceOverAGapBelongsToTheDayOnWhichItBecameKnown() {
    MeterReadings readings = new MeterReadings();
    add(readings, digital.at(Measurement.TOTAL, "2026-04-30T12:00", 1000));
    add(readings, digital.at(Measurement.TOTAL, "2026-05-02T12:00", 1800));
    assertThat(statistics(readings, DAY, Measurement.TOTAL).total()).hasValue(800);
  }

  @Test
  void readingsBeforeTheLookbackDaysChangeNothing() {
    MeterReadings readings = new MeterReadings();
    add(readings, digital.at(Measurement.TOTAL, "2026-04-29T23:45", 1000));
    add(readings, digital.at(Measurement.TOTAL, "2026-05-02T12:00", 1800));
    assertThat(statistics(readings, DAY, Measurement.TOTAL).total()).hasValue(0);
  }

  @Test
  void flowsAndRegisterAgree() {
    MeterReadings readings = new MeterReadings();
    add(readings, digital.at(Measurement.TOTAL, "2026-05-01T23:45", 1000));
    add(readings, digital.at(Measurement.FLOW, "2026-05-02T00:00", 5));
    add(readings, digital.at(Measurement.FLOW, "2026-05-02T00:15", 7));
    add(readings, digital.at(Measurement.TOTAL, "2026-05-02T00:15", 1012));
    assertThat(comparison(readings)).isEqualTo(new RegisterComparison(12, 0, CrossCheck.AGREES));
  }

  @Test
  void aDailyRegisterIsComparedWithTheFlowsSinceTheOneBefore() {
    Readings integrated = Readings.of(MeterType.INTEGRATED, "Australia/Brisbane");
    MeterReadings readings = new MeterReadings();
    add(readings, integrated.at(Measurement.TOTAL, "2026-05-01T00:00", 1000));
    integrated.steadyFlow(readings, DAY.minusDays(1), 2);
    integrated.steadyFlow(readings, DAY, 3);
    add(readings, integrated.at(Measurement.TOTAL, "2026-05-02T00:00", 1097));
    // 47 flows of the day before and the one at midnight, which covers its last half hour.
    assertThat(comparison(readings)).isEqualTo(new RegisterComparison(97, 0, CrossCheck.AGREES));
  }

  @Test
  void missingFlowsDisagreeWithTheRegister() {
    MeterReadings readings = new MeterReadings();
    add(readings, digital.at(Measurement.TOTAL, "2026-05-02T00:00", 1000));
    add(readings, digital.at(Measurement.FLOW, "2026-05-02T00:15", 7));
    add(readings, digital.at(Measurement.TOTAL, "2026-05-02T06:00", 1500));
    assertThat(comparison(readings))
        .isEqualTo(new RegisterComparison(500, -493, CrossCheck.DISAGREES));
  }

  @Test
  void differencesWithinToleranceAgree() {
    MeterReadings readings = new MeterReadings();
    add(readings, digital.at(Measurement.TOTAL, "2026-05-02T00:00", 0));
    add(readings, digital.at(Measurement.FLOW, "2026-05-02T12:00", 1980));
    add(readings, digital.at(Measurement.TOTAL, "2026-05-02T12:00", 2000));
    assertThat(comparison(readings).verdict()).isEqualTo(CrossCheck.AGREES);
  }

  @Test
  void flowsWithoutARegisterAreNotChecked() {
    MeterReadings readings = new MeterReadings();
    add(readings, digital.at(Measurement.FLOW, "2026-05-02T12:00", 1980));
    assertThat(comparison(readings).verdict()).isEqualTo(CrossCheck.NOT_CHECKED);
  }

  @Test
  void aGlitchOnTheDayBeforeDoesNotTouchTheDay() {
    Readings integrated = Readings.of(MeterType.INTEGRATED, "Australia/Brisbane");
    MeterReadings readings = new MeterReadings();
    add(readings, integrated.at(Measurement.TOTAL, "2026-04-30T00:00", 9_000_000));
    add(readings, integrated.at(Measurement.TOTAL, "2026-05-01T00:00", 1200));
    add(readings, integrated.at(Measurement.TOTAL, "2026-05-02T00:00", 1500));
    DailyStatistics register = statistics(readings, DAY, Measurement.TOTAL);
    assertThat(register.total()).hasValue(300);
    assertThat(register.values().excluded()).isZero();
  }

  @Test
  void flagsStayInTheOrderOfTheReadings() {
    MeterReadings readings = new MeterReadings();
    add(readings, digital.at(Measurement.TOTAL, "2026-05-01T23:45", 1000));
    add(readings, digital.at(Measurement.TOTAL, "2026-05-02T00:00", 3));
    add(readings, digital.at(Measurement.TOTAL, "2026-05-02T00:15", 1005));
    List<EnrichedReading> judged =
        days.day(readings, DAY).orElseThrow().of(Measurement.TOTAL).orElseThrow().readings();
    assertThat(judged).hasSize(2);
    assertThat(judged.get(0).flags()).containsExactly(QualityFlag.REGISTER_STEP_BACK);
    assertThat(judged.get(1).counted()).isTrue();
  }

  @Test
  void midnightOfTheMetersZonePartsItsDays() {
    for (String zone : List.of("Europe/Madrid", "America/St_Johns", "Australia/Brisbane")) {
      Readings meter = Readings.of(MeterType.HOURLY, zone);
      Instant midnight = DAY.atStartOfDay(meter.meter().zone()).toInstant();
      MeterReadings readings = new MeterReadings();
      add(readings, meter.at(Measurement.FLOW, midnight.minusMillis(1), 1));
      add(readings, meter.at(Measurement.FLOW, midnight, 2));
      add(readings, meter.at(Measurement.FLOW, midnight.plus(Duration.ofHours(24)), 4));
      assertThat(statistics(readings, DAY, Measurement.FLOW).total()).as(zone).hasValue(2);
      assertThat(statistics(readings, DAY.minusDays(1), Measurement.FLOW).total()).hasValue(1);
    }
  }

  @Test
  void daysOfClockChangesHaveTheirOwnLength() {
    assertThat(steadyDay("Europe/Madrid", LocalDate.of(2026, 3, 29)).counted()).isEqualTo(23);
    assertThat(steadyDay("Europe/Madrid", LocalDate.of(2026, 10, 25)).counted()).isEqualTo(25);
    assertThat(steadyDay("America/St_Johns", LocalDate.of(2026, 3, 8)).counted()).isEqualTo(23);
    assertThat(steadyDay("America/St_Johns", LocalDate.of(2026, 11, 1)).counted()).isEqualTo(25);
    assertThat(steadyDay("Australia/Brisbane", LocalDate.of(2026, 10, 4)).counted()).isEqualTo(24);
  }

  @Test
  void aDayWithoutReadingsKnowsTheLookbackDays() {
    MeterReadings readings = new MeterReadings();
    add(readings, digital.at(Measurement.FLOW, "2026-05-01T12:00", 5));
    MeasurementDay flows = days.day(readings, DAY).orElseThrow().of(Measurement.FLOW).orElseThrow();
    assertThat(flows.readings()).isEmpty();
    assertThat(flows.before()).hasSize(1);
    assertThat(flows.statistics().firstMillis()).isEmpty();
    assertThat(days.day(readings, DAY.plusDays(5))).isEmpty();
  }

  @Test
  void aMonthIsTheSumOfItsDays() {
    MeterReadings readings = new MeterReadings();
    add(readings, digital.at(Measurement.FLOW, "2026-05-01T12:00", 5));
    add(readings, digital.at(Measurement.FLOW, "2026-05-02T12:00", 8));
    add(readings, digital.at(Measurement.FLOW, "2026-05-02T12:15", -8));
    add(readings, digital.at(Measurement.FLOW, "2026-05-03T12:00", -1));
    MonthlyStatistics month =
        MonthlyStatistics.of(
            List.of(
                statistics(readings, DAY.minusDays(1), Measurement.FLOW),
                statistics(readings, DAY, Measurement.FLOW),
                statistics(readings, DAY.plusDays(1), Measurement.FLOW)),
            limits);
    assertThat(month.total()).hasValue(13);
    assertThat(month.values()).isEqualTo(new ValueSummary(2, 2, 13, 5, 8));
    assertThat(month.values().mean()).isCloseTo(6.5, offset(1e-12));
    assertThat(month.daysWithReadings()).isEqualTo(2);
    assertThat(month.comparison()).contains(RegisterComparison.NOT_CHECKED);
  }

  @Test
  void daysThatDisagreeInOppositeWaysMayAgreeOverTheMonth() {
    DailyStatistics less = withComparison(new RegisterComparison(500, -40, CrossCheck.DISAGREES));
    DailyStatistics more = withComparison(new RegisterComparison(500, 38, CrossCheck.DISAGREES));
    assertThat(MonthlyStatistics.of(List.of(less, more), limits).comparison())
        .contains(new RegisterComparison(1000, -2, CrossCheck.AGREES));
  }

  private DailyStatistics withComparison(RegisterComparison comparison) {
    return new DailyStatistics(
        digital.meter(),
        DAY,
        Measurement.FLOW,
        ValueSummary.EMPTY,
        OptionalDouble.of(0),
        Optional.empty(),
        Optional.empty(),
        Optional.of(comparison));
  }

  private ValueSummary steadyDay(String zone, LocalDate day) {
    Readings meter = Readings.of(MeterType.HOURLY, zone);
    MeterReadings readings = new MeterReadings();
    meter.steadyFlow(readings, day.minusDays(1), 1);
    meter.steadyFlow(readings, day, 1);
    meter.steadyFlow(readings, day.plusDays(1), 1);
    return statistics(readings, day, Measurement.FLOW).values();
  }

  private RegisterComparison comparison(MeterReadings readings) {
    return statistics(readings, DAY, Measurement.FLOW).comparison().orElseThrow();
  }

  private DailyStatistics statistics(
      MeterReadings readings, LocalDate day, Measurement measurement) {
    return days.day(readings, day).orElseThrow().of(measurement).orElseThrow().statistics();
  }
}

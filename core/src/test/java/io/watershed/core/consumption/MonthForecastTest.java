package io.watershed.core.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.watershed.core.consumption.MonthForecast.Estimate;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.reading.Measurement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MonthForecastTest {

  private static final ZoneId BRISBANE = ZoneId.of("Australia/Brisbane");
  private static final int ALL_READINGS = 96;

  /** June 2026 begins on a Monday and has 30 days. */
  private final List<DailyStatistics> days = new ArrayList<>();

  @Test
  void eachRemainingDayOfASteadyMeterCountsAsTheDaysBefore() {
    steady(10, 100);

    MonthForecast forecast = at("2026-06-11T00:00");

    assertThat(forecast.completeUntil()).contains(LocalDate.of(2026, 6, 10));
    assertThat(forecast.fullDays()).isEqualTo(10);
    assertThat(forecast.estimate()).contains(new Estimate(3000, 3000, 3000));
  }

  @Test
  void weekendsCountAsWeekendsAsFarAsThereAreSome() {
    // Monday to Friday 100 litres, the weekend 240: the mean of all seven is 140.
    steady(5, 100);
    day(6, 240, ALL_READINGS);
    day(7, 240, ALL_READINGS);

    // Weekdays: (5 * 100 + 2 * 140) / 7; weekends: (2 * 240 + 2 * 140) / 4 = 190.
    // Left: the 8th to the 30th, 17 weekdays and 6 days of weekends.
    double weekday = 780 / 7.0;
    assertThat(estimate("2026-06-08T00:00").total())
        .isCloseTo(980 + 17 * weekday + 6 * 190, offset(1e-9));
  }

  @Test
  void aClassWithoutDaysIsTakenForAnyDay() {
    steady(5, 100);

    assertThat(estimate("2026-06-06T00:00").total()).isCloseTo(3000, offset(1e-9));
  }

  @Test
  void theDayThatIsNotOverCountsAsExpectedOrAsWhatItAlreadyUsed() {
    steady(10, 100);
    day(11, 30, 20);
    assertThat(estimate("2026-06-11T05:00").total()).isCloseTo(3000, offset(1e-9));

    days.remove(10);
    day(11, 500, 40);
    assertThat(estimate("2026-06-11T10:00").total()).isCloseTo(3400, offset(1e-9));
  }

  @Test
  void boundsFollowTheSpreadOfTheDays() {
    day(1, 90, ALL_READINGS);
    day(2, 100, ALL_READINGS);
    day(3, 110, ALL_READINGS);

    Estimate estimate = estimate("2026-06-04T00:00");

    // s = 10, n = 3, r = 27, t(0.9; 2) = 1.886.
    double margin = 1.886 * 10 * Math.sqrt(27 + 27 * 27 / 3.0);
    assertThat(estimate.total()).isCloseTo(3000, offset(1e-9));
    assertThat(estimate.low()).isCloseTo(3000 - margin, offset(1e-9));
    assertThat(estimate.high()).isCloseTo(3000 + margin, offset(1e-9));
  }

  @Test
  void theLowerBoundIsNeverBelowWhatHasBeenUsed() {
    day(1, 0, ALL_READINGS);
    day(2, 0, ALL_READINGS);
    day(3, 900, ALL_READINGS);

    assertThat(estimate("2026-06-04T00:00").low()).isEqualTo(900);
  }

  @Test
  void thereIsNoForecastFromTooFewFullDays() {
    steady(2, 100);
    // Not full, and not over.
    day(3, 50, 86);
    day(4, 100, ALL_READINGS);

    MonthForecast forecast = at("2026-06-04T23:45");

    assertThat(forecast.estimate()).isEmpty();
    assertThat(forecast.fullDays()).isEqualTo(2);
    assertThat(forecast.completeUntil()).contains(LocalDate.of(2026, 6, 3));
  }

  @Test
  void theForecastOfAMonthThatIsOverIsItsTotal() {
    day(3, 17, 5);

    assertThat(at("2026-06-30T23:45").estimate()).isEmpty();
    MonthForecast over = at("2026-07-01T00:00");
    assertThat(over.estimate()).contains(new Estimate(17, 17, 17));
    assertThat(over.completeUntil()).contains(LocalDate.of(2026, 6, 30));
    assertThat(at("2027-01-01T00:00")).isEqualTo(over);
  }

  @Test
  void daysEndWithTheMetersOwnMidnight() {
    steady(10, 100);
    long horizon = millis("2026-06-11T00:00");

    assertThat(MonthForecast.of(days, ZoneId.of("Europe/Madrid"), horizon).completeUntil())
        .contains(LocalDate.of(2026, 6, 9));
    assertThat(at("2026-05-31T23:45").completeUntil()).isEmpty();
  }

  @Test
  void aSilentMetersForecastShrinksToItsTotal() {
    steady(10, 100);

    assertThat(estimate("2026-06-21T00:00").total()).isCloseTo(2000, offset(1e-9));
    assertThat(estimate("2026-07-01T00:00").total()).isEqualTo(1000);
  }

  @Test
  void aMeterOfNoKnownFamilyIsMeasuredByItsOwnBestDay() {
    Meter unknown = Meter.unknown("4711", BRISBANE);
    for (int day = 1; day <= 4; day++) {
      days.add(statistics(unknown, day, 24, day == 4 ? 10 : 24));
    }

    MonthForecast forecast = at("2026-06-05T00:00");

    assertThat(forecast.fullDays()).isEqualTo(3);
    assertThat(forecast.estimate()).isPresent();
  }

  private void steady(int count, double litres) {
    for (int day = 1; day <= count; day++) {
      day(day, litres, ALL_READINGS);
    }
  }

  private void day(int day, double litres, int readings) {
    Meter meter =
        new Meter(
            "83008",
            Optional.of(MeterType.DIGITAL),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            BRISBANE);
    days.add(statistics(meter, day, litres, readings));
  }

  private static DailyStatistics statistics(Meter meter, int day, double litres, int readings) {
    return new DailyStatistics(
        meter,
        LocalDate.of(2026, 6, day),
        Measurement.FLOW,
        new ValueSummary(readings, 0, litres, 0, litres),
        OptionalDouble.of(litres),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Estimate estimate(String localTime) {
    return at(localTime).estimate().orElseThrow();
  }

  private MonthForecast at(String localTime) {
    return MonthForecast.of(days, BRISBANE, millis(localTime));
  }

  private static long millis(String localTime) {
    return LocalDateTime.parse(localTime).atZone(BRISBANE).toInstant().toEpochMilli();
  }
}

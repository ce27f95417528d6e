package io.watershed.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.simulator.fault.FaultLog;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The simulated households against the quantiles of the DAIAD trial. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalibrationTest {

  private static final ZoneId BRISBANE = ZoneId.of("Australia/Brisbane");
  private static final long START = 1_767_535_200_000L;
  private static final int HOUSEHOLDS = 600;
  private static final int DAYS = 28;

  private final List<Double> hours = new ArrayList<>();
  private final List<Double> used = new ArrayList<>();
  private final List<Double> days = new ArrayList<>();
  private final double[] byHour = new double[24];
  private final double[] weekday = new double[24];
  private final double[] weekend = new double[24];
  private int nightUse;

  @BeforeAll
  void simulate() {
    int household = 0;
    int id = 0;
    while (household < HOUSEHOLDS) {
      Device device = device(Integer.toString(50_000_000 + id++), "Residential");
      // The trial's meters count single litres.
      if (device.stepLitres() == 1) {
        household++;
        collect(device);
      }
    }
    Collections.sort(hours);
    Collections.sort(days);
    hours.stream().filter(litres -> litres > 0).forEach(used::add);
  }

  private void collect(Device device) {
    double[] litres = new double[DAYS * 24];
    device.advanceTo(
        START + DAYS * 86_400_000L + Device.LONGEST_JITTER_MILLIS,
        row -> {
          long index = row.slot() - START / Device.SLOT_MILLIS - 1;
          if (row.channel() == Channel.DIGITAL_FLOW && index >= 0) {
            litres[(int) index / 4] += row.thousandths() / 1000.0;
          }
        });
    for (int day = 0; day < DAYS; day++) {
      double sum = 0;
      for (int hour = 0; hour < 24; hour++) {
        double value = litres[day * 24 + hour];
        hours.add(value);
        sum += value;
        byHour[hour] += value / (DAYS * HOUSEHOLDS);
        // The run begins on a Monday.
        (day % 7 >= 5 ? weekend : weekday)[hour] += value;
      }
      days.add(sum);
      if (litres[day * 24 + 2] > 0 && litres[day * 24 + 3] > 0) {
        nightUse++;
      }
    }
  }

  private static Device device(String id, String usage) {
    Meter meter =
        new Meter(
            id,
            Optional.of(MeterType.DIGITAL),
            Optional.of("BUDERIM"),
            OptionalInt.of(4556),
            Optional.of(usage),
            BRISBANE);
    return new Device(meter, 11, 0, START / Device.SLOT_MILLIS, FaultLog.NONE);
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.get((int) (share * (sorted.size() - 1)));
  }

  @Test
  void aboutHalfOfAllHoursSeeNoUse() {
    double zero = 1 - (double) used.size() / hours.size();
    assertThat(zero).isCloseTo(0.51, within(0.05));
  }

  @Test
  void litresOfHoursWithUseHaveTheQuantilesOfTheTrial() {
    assertThat(quantile(used, 0.25)).as("P25").isBetween(3.0, 6.0);
    assertThat(quantile(used, 0.5)).as("P50").isCloseTo(11, Percentage.withPercentage(25));
    assertThat(quantile(used, 0.75)).as("P75").isCloseTo(27, Percentage.withPercentage(25));
    assertThat(quantile(used, 0.9)).as("P90").isCloseTo(57, Percentage.withPercentage(25));
    assertThat(quantile(used, 0.95)).as("P95").isCloseTo(83, Percentage.withPercentage(25));
    assertThat(quantile(used, 0.99)).as("P99").isCloseTo(161, Percentage.withPercentage(30));
  }

  @Test
  void litresOfDaysHaveTheQuantilesOfTheTrial() {
    long zero = days.stream().filter(litres -> litres == 0).count();
    assertThat((double) zero / days.size()).as("zero days").isBetween(0.06, 0.14);
    assertThat(quantile(days, 0.25)).as("P25").isCloseTo(86, Percentage.withPercentage(45));
    assertThat(quantile(days, 0.5)).as("P50").isCloseTo(212, Percentage.withPercentage(20));
    assertThat(quantile(days, 0.75)).as("P75").isCloseTo(346, Percentage.withPercentage(20));
    assertThat(quantile(days, 0.95)).as("P95").isCloseTo(574, Percentage.withPercentage(30));
    assertThat(quantile(days, 0.99)).as("P99").isCloseTo(847, Percentage.withPercentage(35));
  }

  @Test
  void useFollowsTheHourOfTheDay() {
    assertThat(byHour[5]).as("05h").isCloseTo(1.7, within(1.3));
    assertThat(byHour[11]).as("11h").isCloseTo(16.4, Percentage.withPercentage(25));
    assertThat(byHour[17]).as("17h").isCloseTo(10.8, Percentage.withPercentage(25));
    assertThat(byHour[21]).as("21h").isCloseTo(19.6, Percentage.withPercentage(25));
  }

  @Test
  void weekdaysBeginEarlierThanWeekends() {
    assertThat(weekday[7] / 5).isGreaterThan(2 * weekend[7] / 2);
    assertThat(weekend[12] / 2).isGreaterThan(1.2 * weekday[12] / 5);
  }

  @Test
  void someHouseholdsLeakAndSomeAreIdle() {
    double night = (double) nightUse / (HOUSEHOLDS * DAYS);
    assertThat(night).as("days with flow all through 02-04h").isBetween(0.05, 0.16);
  }
}

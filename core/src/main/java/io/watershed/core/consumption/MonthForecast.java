package io.watershed.core.consumption;

import io.watershed.core.meter.MeterType;
import io.watershed.core.time.LocalDays;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a meter's month will amount to when it is over, judged by the month's own days.
 *
 * <p><b>Method.</b> Time is the data's: a local day is over once the horizon, the instant up to
 * which readings have come in, has reached its end. Days that are over count as they were measured.
 * Each day that is not over counts as the mean of the meter's full days of the same class (Monday
 * to Friday, or weekend), drawn towards the mean of all its full days: with n full days in the
 * class the class mean weighs n / (n + {@value #CREDIBILITY_DAYS}) and the mean of all the rest. A
 * day is full when it is over and at least {@value #FULL_SHARE} of the readings that the meter's
 * family sends in 24 hours count on it (of a meter of no known family: of the most that counted on
 * one day). A day that is not over but has already used more than expected counts with what it has
 * used. With fewer than {@value #LEAST_FULL_DAYS} full days there is no forecast; once the month is
 * over the forecast is its total.
 *
 * <p><b>Bounds.</b> Four out of five months should end between {@link #low} and {@link #high}: the
 * prediction interval of the sum of r further days judged by n, with Student's t of n - 1 degrees
 * of freedom and the full days' deviations from what would have been expected of them: t · s · √(r
 * + r²/n). It takes days to be independent, which a household on holiday is not. The lower bound is
 * never below what has been used.
 *
 * <p>A day that is over without readings adds nothing, then and now: this is a forecast of {@code
 * monthly_total}, which holds what was measured. A meter that falls silent sees its forecast
 * shrink, day by day, to that total.
 *
 * <p>Sources: credibility weight n / (n + k): H. Bühlmann, "Experience rating and credibility",
 * ASTIN Bulletin 4 (1967); prediction interval: any textbook of statistics, such as Montgomery and
 * Runger, "Applied Statistics and Probability for Engineers", section 8-6.
 *
 * @param completeUntil the last local day of the month that is over; empty while none is
 * @param fullDays how many full days the expectation rests on
 * @param estimate the forecast; empty where there are too few full days
 */
public record MonthForecast(
    Optional<LocalDate> completeUntil, int fullDays, Optional<Estimate> estimate) {

  static final int LEAST_FULL_DAYS = 3;

  static final double FULL_SHARE = 0.9;

  /** After so many days of its own a class is believed by half. */
  static final int CREDIBILITY_DAYS = 2;

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** The 0.9 quantiles of Student's t by degrees of freedom, from 1 to 30. */
  private static final double[] STUDENT_90 = {
    3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.350,
        1.345,
    1.341, 1.337, 1.333, 1.330, 1.328, 1.325, 1.323, 1.321, 1.319, 1.318, 1.316, 1.315, 1.314,
        1.313,
    1.311, 1.310
  };

  /**
   * The total expected of a month, in the unit of the measurement.
   *
   * @param total the expected total
   * @param low one month in ten ends below
   * @param high one month in ten ends above
   */
  public record Estimate(double total, double low, double high) {}

  /**
   * The forecast for one month.
   *
   * @param days the days of one meter's interval flow in one month, at least one, in date order
   * @param zone whose midnight parts the meter's days
   * @param horizonMillis the instant up to which readings have come in, milliseconds since the
   *     epoch
   */
  public static MonthForecast of(List<DailyStatistics> days, ZoneId zone, long horizonMillis) {
    YearMonth month = YearMonth.from(days.get(0).date());
    LocalDate firstOpen = firstOpenDay(month, zone, horizonMillis);
    double used = days.stream().mapToDouble(day -> day.total().orElse(0)).sum();
    List<DailyStatistics> full = fullDays(days, firstOpen);
    Optional<LocalDate> completeUntil =
        firstOpen.equals(month.atDay(1)) ? Optional.empty() : Optional.of(firstOpen.minusDays(1));
    Optional<Estimate> estimate = Optional.empty();
    if (firstOpen.isAfter(month.atEndOfMonth())) {
      estimate = Optional.of(new Estimate(used, used, used));
    } else if (full.size() >= LEAST_FULL_DAYS) {
      estimate = Optional.of(estimate(days, full, firstOpen, used));
    }
    return new MonthForecast(completeUntil, full.size(), estimate);
  }

  private static LocalDate firstOpenDay(YearMonth month, ZoneId zone, long horizonMillis) {
    LocalDate open = LocalDays.dayOf(horizonMillis, zone);
    if (open.isBefore(month.atDay(1))) {
      return month.atDay(1);
    }
    LocalDate next = month.plusMonths(1).atDay(1);
    return open.isAfter(next) ? next : open;
  }

  private static List<DailyStatistics> fullDays(List<DailyStatistics> days, LocalDate firstOpen) {
    List<DailyStatistics> over =
        days.stream().filter(day -> day.date().isBefore(firstOpen)).toList();
    long most = over.stream().mapToLong(day -> day.values().counted()).max().orElse(0);
    return over.stream()
        .filter(day -> day.values().counted() > 0)
        .filter(day -> day.values().counted() >= FULL_SHARE * readingsPerDay(day, most))
        .toList();
  }

  private static double readingsPerDay(DailyStatistics day, long most) {
    return day.meter()
        .type()
        .map(MeterType::flowInterval)
        .map(interval -> (double) DAY_MILLIS / interval.toMillis())
        .orElse((double) most);
  }

  private static Estimate estimate(
      List<DailyStatistics> days, List<DailyStatistics> full, LocalDate firstOpen, double used) {
    Expectation expectation = Expectation.from(full);
    LocalDate end = YearMonth.from(firstOpen).atEndOfMonth();
    double total = used;
    int open = 0;
    for (LocalDate day = firstOpen; !day.isAfter(end); day = day.plusDays(1)) {
      total += Math.max(0, expectation.of(day) - usedOn(days, day));
      open++;
    }
    int degreesOfFreedom = Math.min(full.size() - 1, STUDENT_90.length);
    double margin =
        STUDENT_90[degreesOfFreedom - 1]
            * expectation.deviation(full)
            * Math.sqrt(open + (double) open * open / full.size());
    return new Estimate(total, Math.max(used, total - margin), total + margin);
  }

  private static double usedOn(List<DailyStatistics> days, LocalDate date) {
    return days.stream()
        .filter(day -> day.date().equals(date))
        .mapToDouble(day -> day.total().orElse(0))
        .sum();
  }

  /** What a day is expected to use. */
  private record Expectation(double weekday, double weekend) {

    static Expectation from(List<DailyStatistics> full) {
      double all = mean(full, 0, 0);
      List<DailyStatistics> weekends = full.stream().filter(day -> weekend(day.date())).toList();
      List<DailyStatistics> weekdays = full.stream().filter(day -> !weekend(day.date())).toList();
      return new Expectation(
          mean(weekdays, CREDIBILITY_DAYS, all), mean(weekends, CREDIBILITY_DAYS, all));
    }

    double of(LocalDate day) {
      return weekend(day) ? weekend : weekday;
    }

    /** The standard deviation of the days around what would have been expected of them. */
    double deviation(List<DailyStatistics> full) {
      double squares = 0;
      for (DailyStatistics day : full) {
        double off = day.total().orElse(0) - of(day.date());
        squares += off * off;
      }
      return Math.sqrt(squares / (full.size() - 1));
    }

    /** The mean of some days and of others with a known mean. */
    private static double mean(List<DailyStatistics> days, int others, double meanOfOthers) {
      double sum = others * meanOfOthers;
      for (DailyStatistics day : days) {
        sum += day.total().orElse(0);
      }
      return sum / (days.size() + others);
    }

    private static boolean weekend(LocalDate day) {
      return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
  }
}

package io.watershed.batch.transform;

import static io.watershed.spark.SparkSchemas.col;
import static io.watershed.spark.SparkSchemas.cols;
import static org.apache.spark.sql.functions.date_format;

import io.watershed.core.consumption.ConsumptionLimits;
import io.watershed.core.consumption.CrossCheck;
import io.watershed.core.consumption.DailyStatistics;
import io.watershed.core.consumption.MonthForecast;
import io.watershed.core.consumption.MonthlyStatistics;
import io.watershed.core.consumption.RegisterComparison;
import io.watershed.core.consumption.ValueSummary;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.reading.Kind;
import io.watershed.core.reading.Measurement;
import io.watershed.spark.RowLayout;
import io.watershed.spark.RowLayout.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * The months that days make. They are computed from the rows of {@code daily_stats} and the horizon
 * alone, so that a month whose last day was recomputed equals one recomputed as a whole at the same
 * horizon.
 */
public final class MonthView {

  static final RowLayout LAYOUT = RowLayout.of(MonthlyStats.TABLE);

  /** What a month needs of its days, and its name. */
  static final RowLayout DAYS =
      RowLayout.of(
          List.of(
              DailyStats.METER_ID,
              DailyStats.MEASUREMENT_TYPE,
              DailyStats.TOTAL_VALUE,
              DailyStats.AVG_VALUE,
              DailyStats.MAX_VALUE,
              DailyStats.MIN_VALUE,
              DailyStats.READING_COUNT,
              DailyStats.EXCLUDED_COUNT,
              DailyStats.SUBURB,
              DailyStats.POSTCODE,
              DailyStats.USAGE_TYPE,
              DailyStats.METER_TYPE,
              DailyStats.REGISTER_ADVANCE,
              DailyStats.REGISTER_DIFFERENCE,
              DailyStats.CROSS_CHECK,
              DailyStats.TIME_ZONE,
              DailyStats.LOCAL_DATE,
              MonthlyStats.MONTH));

  private static final Place<String> METER_ID = DAYS.place(DailyStats.METER_ID);
  private static final Place<String> MEASUREMENT = DAYS.place(DailyStats.MEASUREMENT_TYPE);
  private static final Place<Double> TOTAL = DAYS.place(DailyStats.TOTAL_VALUE);
  private static final Place<Double> MEAN = DAYS.place(DailyStats.AVG_VALUE);
  private static final Place<Double> MAXIMUM = DAYS.place(DailyStats.MAX_VALUE);
  private static final Place<Double> MINIMUM = DAYS.place(DailyStats.MIN_VALUE);
  private static final Place<Long> COUNTED = DAYS.place(DailyStats.READING_COUNT);
  private static final Place<Long> EXCLUDED = DAYS.place(DailyStats.EXCLUDED_COUNT);
  private static final Place<String> SUBURB = DAYS.place(DailyStats.SUBURB);
  private static final Place<Integer> POSTCODE = DAYS.place(DailyStats.POSTCODE);
  private static final Place<String> USAGE_TYPE = DAYS.place(DailyStats.USAGE_TYPE);
  private static final Place<String> METER_TYPE = DAYS.place(DailyStats.METER_TYPE);
  private static final Place<Double> ADVANCE = DAYS.place(DailyStats.REGISTER_ADVANCE);
  private static final Place<Double> DIFFERENCE = DAYS.place(DailyStats.REGISTER_DIFFERENCE);
  private static final Place<String> CROSS_CHECK = DAYS.place(DailyStats.CROSS_CHECK);
  private static final Place<String> TIME_ZONE = DAYS.place(DailyStats.TIME_ZONE);
  private static final Place<LocalDate> DATE = DAYS.place(DailyStats.LOCAL_DATE);
  private static final Place<String> MONTH = DAYS.place(MonthlyStats.MONTH);

  /**
   * Whose days end last. Files written before {@code daily_stats} had a zone get it: no day is
   * taken for over before it is.
   */
  private static final ZoneId LAST_ZONE = ZoneOffset.ofHours(-12);

  private MonthView() {}

  /** The columns of {@code daily_stats} that a month is made of. */
  public static List<io.watershed.core.contract.Column<?>> daily() {
    return DAYS.columns().stream().filter(DailyStats.TABLE.allColumns()::contains).toList();
  }

  /**
   * The rows of Hive's {@code monthly_stats}.
   *
   * @param days rows of {@code daily_stats} with at least {@link #daily}, whole months
   * @param horizon the instant up to which readings have come in; it decides which days are over
   */
  public static Dataset<Row> of(
      Dataset<Row> days, int partitions, ConsumptionLimits limits, Instant horizon) {
    return days.withColumn(
            MonthlyStats.MONTH.name(), date_format(col(DailyStats.LOCAL_DATE), "yyyy-MM"))
        .repartition(partitions, col(DailyStats.METER_ID))
        .sortWithinPartitions(
            col(MonthlyStats.MONTH),
            col(DailyStats.METER_ID),
            col(DailyStats.MEASUREMENT_TYPE),
            col(DailyStats.LOCAL_DATE))
        .select(cols(DAYS.columns()))
        .mapPartitions(
            new Computation(limits, horizon.toEpochMilli()), Encoders.row(LAYOUT.schema()));
  }

  record Computation(ConsumptionLimits limits, long horizonMillis)
      implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      List<Row> result = new ArrayList<>();
      List<DailyStatistics> days = new ArrayList<>();
      String current = null;
      while (rows.hasNext()) {
        Row row = rows.next();
        DailyStatistics day = day(row);
        String month = MONTH.get(row);
        if (!days.isEmpty() && !(month.equals(current) && together(days.get(0), day))) {
          result.add(month(days, current));
          days.clear();
        }
        current = month;
        days.add(day);
      }
      if (!days.isEmpty()) {
        result.add(month(days, current));
      }
      return result.iterator();
    }

    private Row month(List<DailyStatistics> days, String name) {
      DailyStatistics last = days.get(days.size() - 1);
      Optional<MonthForecast> forecast =
          last.kind() == Kind.INTERVAL_FLOW
              ? Optional.of(MonthForecast.of(days, last.meter().zone(), horizonMillis))
              : Optional.empty();
      return row(MonthlyStatistics.of(days, limits), forecast, name);
    }

    private static boolean together(DailyStatistics one, DailyStatistics other) {
      return one.measurement() == other.measurement()
          && one.meter().id().equals(other.meter().id());
    }

    private static DailyStatistics day(Row row) {
      Measurement measurement = Measurement.ofCanonicalName(MEASUREMENT.get(row)).orElseThrow();
      long counted = COUNTED.get(row);
      Optional<Double> total = TOTAL.find(row);
      double mean = MEAN.find(row).orElse(0.0);
      double sum = measurement.kind() == Kind.INTERVAL_FLOW ? total.orElse(0.0) : mean * counted;
      ValueSummary values =
          new ValueSummary(
              counted,
              EXCLUDED.get(row),
              sum,
              MINIMUM.find(row).orElse(Double.NaN),
              MAXIMUM.find(row).orElse(Double.NaN));
      return new DailyStatistics(
          meter(row),
          DATE.get(row),
          measurement,
          values,
          total.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
          Optional.empty(),
          Optional.empty(),
          CROSS_CHECK
              .find(row)
              .map(CrossCheck::valueOf)
              .map(
                  verdict ->
                      new RegisterComparison(
                          ADVANCE.find(row).orElse(0.0),
                          DIFFERENCE.find(row).orElse(0.0),
                          verdict)));
    }

    private static Meter meter(Row row) {
      return new Meter(
          METER_ID.get(row),
          METER_TYPE.find(row).flatMap(MeterType::ofLabel),
          SUBURB.find(row),
          POSTCODE.find(row).map(OptionalInt::of).orElseGet(OptionalInt::empty),
          USAGE_TYPE.find(row),
          TIME_ZONE.find(row).map(ZoneId::of).orElse(LAST_ZONE));
    }

    private static Row row(MonthlyStatistics month, Optional<MonthForecast> forecast, String name) {
      Optional<MonthForecast.Estimate> estimate = forecast.flatMap(MonthForecast::estimate);
      ValueSummary values = month.values();
      Meter meter = month.meter();
      return LAYOUT
          .values()
          .set(MonthlyStats.METER_ID, meter.id())
          .set(MonthlyStats.MEASUREMENT_TYPE, month.measurement().canonicalName())
          .set(MonthlyStats.UNIT, month.measurement().unit().symbol())
          .set(MonthlyStats.MONTHLY_TOTAL, DayRow.orNull(month.total()))
          .set(MonthlyStats.MONTHLY_AVG, DayRow.orNull(values.mean()))
          .set(MonthlyStats.MAX_VALUE, DayRow.orNull(values.maximum()))
          .set(MonthlyStats.MIN_VALUE, DayRow.orNull(values.minimum()))
          .set(MonthlyStats.READING_COUNT, values.counted())
          .set(MonthlyStats.EXCLUDED_COUNT, values.excluded())
          .set(MonthlyStats.DAYS_WITH_READINGS, month.daysWithReadings())
          .set(MonthlyStats.SUBURB, meter.suburb().orElse(null))
          .set(MonthlyStats.POSTCODE, DayRow.postcode(meter))
          .set(MonthlyStats.USAGE_TYPE, meter.usageType().orElse(null))
          .set(MonthlyStats.METER_TYPE, meter.type().map(MeterType::label).orElse(null))
          .set(
              MonthlyStats.REGISTER_DIFFERENCE,
              month
                  .comparison()
                  .filter(RegisterComparison::checked)
                  .map(RegisterComparison::differenceLitres)
                  .orElse(null))
          .set(
              MonthlyStats.CROSS_CHECK,
              month.comparison().map(comparison -> comparison.verdict().name()).orElse(null))
          .set(
              MonthlyStats.FORECAST_TOTAL, estimate.map(MonthForecast.Estimate::total).orElse(null))
          .set(MonthlyStats.FORECAST_LOW, estimate.map(MonthForecast.Estimate::low).orElse(null))
          .set(MonthlyStats.FORECAST_HIGH, estimate.map(MonthForecast.Estimate::high).orElse(null))
          .set(MonthlyStats.FORECAST_DAYS, forecast.map(MonthForecast::fullDays).orElse(null))
          .set(
              MonthlyStats.COMPLETE_UNTIL,
              forecast.flatMap(MonthForecast::completeUntil).orElse(null))
          .set(MonthlyStats.MONTH, name)
          .row();
    }
  }
}

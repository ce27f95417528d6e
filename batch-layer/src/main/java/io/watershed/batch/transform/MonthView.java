package io.watershed.batch.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.watershed.core.consumption.ConsumptionLimits;
import io.watershed.core.consumption.CrossCheck;
import io.watershed.core.consumption.DailyStatistics;
import io.watershed.core.consumption.MonthForecast;
import io.watershed.core.consumption.MonthlyStatistics;
import io.watershed.core.consumption.RegisterComparison;
import io.watershed.core.consumption.ValueSummary;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.reading.Kind;
import io.watershed.core.reading.Measurement;
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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The months that days make. They are computed from the rows of {@code daily_stats} and the horizon
 * alone, so that a month whose last day was recomputed equals one recomputed as a whole at the same
 * horizon.
 */
public final class MonthView {

  private static final StructType COMPUTED =
      new StructType()
          .add("meter_id", StringType)
          .add("measurement_type", StringType)
          .add("unit", StringType)
          .add("monthly_total", DoubleType)
          .add("monthly_avg", DoubleType)
          .add("max_value", DoubleType)
          .add("min_value", DoubleType)
          .add("reading_count", LongType)
          .add("excluded_count", LongType)
          .add("days_with_readings", IntegerType)
          .add("suburb", StringType)
          .add("postcode", IntegerType)
          .add("usage_type", StringType)
          .add("meter_type", StringType)
          .add("register_difference", DoubleType)
          .add("cross_check", StringType)
          .add("forecast_total", DoubleType)
          .add("forecast_low", DoubleType)
          .add("forecast_high", DoubleType)
          .add("forecast_days", IntegerType)
          .add("complete_epoch_day", IntegerType)
          .add("month", StringType);

  /** What a month needs of its days; a row is read by position, since names cost a look-up each. */
  private static final List<String> INPUT =
      List.of(
          "meter_id",
          "measurement_type",
          "total_value",
          "avg_value",
          "max_value",
          "min_value",
          "reading_count",
          "excluded_count",
          "suburb",
          "postcode",
          "usage_type",
          "meter_type",
          "register_advance",
          "register_difference",
          "cross_check",
          "time_zone",
          "epoch_day",
          "month");

  private static final int METER_ID = 0;
  private static final int MEASUREMENT = 1;
  private static final int TOTAL = 2;
  private static final int MEAN = 3;
  private static final int MAXIMUM = 4;
  private static final int MINIMUM = 5;
  private static final int COUNTED = 6;
  private static final int EXCLUDED = 7;
  private static final int SUBURB = 8;
  private static final int POSTCODE = 9;
  private static final int USAGE_TYPE = 10;
  private static final int METER_TYPE = 11;
  private static final int ADVANCE = 12;
  private static final int DIFFERENCE = 13;
  private static final int CROSS_CHECK = 14;
  private static final int TIME_ZONE = 15;
  private static final int EPOCH_DAY = 16;
  private static final int MONTH = 17;

  /**
   * Whose days end last. Files written before {@code daily_stats} had a zone get it: no day is
   * taken for over before it is.
   */
  private static final ZoneId LAST_ZONE = ZoneOffset.ofHours(-12);

  private MonthView() {}

  /**
   * The rows of Hive's {@code monthly_stats}.
   *
   * @param days rows of {@code daily_stats}, whole months
   * @param horizon the instant up to which readings have come in; it decides which days are over
   */
  public static Dataset<Row> of(
      Dataset<Row> days, int partitions, ConsumptionLimits limits, Instant horizon) {
    return days.withColumn("month", date_format(col("local_date"), "yyyy-MM"))
        .withColumn("epoch_day", unix_date(col("local_date")))
        .repartition(partitions, col("meter_id"))
        .sortWithinPartitions("month", "meter_id", "measurement_type", "epoch_day")
        .select(INPUT.stream().map(functions::col).toArray(Column[]::new))
        .mapPartitions(new Computation(limits, horizon.toEpochMilli()), Encoders.row(COMPUTED))
        .withColumn("complete_until", Times.day("complete_epoch_day"))
        .drop("complete_epoch_day");
  }

  private record Computation(ConsumptionLimits limits, long horizonMillis)
      implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      List<Row> result = new ArrayList<>();
      List<DailyStatistics> days = new ArrayList<>();
      String current = null;
      while (rows.hasNext()) {
        Row row = rows.next();
        DailyStatistics day = day(row);
        String month = row.getString(MONTH);
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
      Measurement measurement =
          Measurement.ofCanonicalName(row.getString(MEASUREMENT)).orElseThrow();
      long counted = row.getLong(COUNTED);
      Optional<Double> total = value(row, TOTAL);
      double mean = value(row, MEAN).orElse(0.0);
      double sum = measurement.kind() == Kind.INTERVAL_FLOW ? total.orElse(0.0) : mean * counted;
      ValueSummary values =
          new ValueSummary(
              counted,
              row.getLong(EXCLUDED),
              sum,
              value(row, MINIMUM).orElse(Double.NaN),
              value(row, MAXIMUM).orElse(Double.NaN));
      return new DailyStatistics(
          meter(row),
          LocalDate.ofEpochDay(row.getInt(EPOCH_DAY)),
          measurement,
          values,
          total.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
          Optional.empty(),
          Optional.empty(),
          Optional.ofNullable(row.getString(CROSS_CHECK))
              .map(CrossCheck::valueOf)
              .map(
                  verdict ->
                      new RegisterComparison(
                          value(row, ADVANCE).orElse(0.0),
                          value(row, DIFFERENCE).orElse(0.0),
                          verdict)));
    }

    private static Meter meter(Row row) {
      return new Meter(
          row.getString(METER_ID),
          Optional.ofNullable(row.getString(METER_TYPE)).flatMap(MeterType::ofLabel),
          Optional.ofNullable(row.getString(SUBURB)),
          row.isNullAt(POSTCODE) ? OptionalInt.empty() : OptionalInt.of(row.getInt(POSTCODE)),
          Optional.ofNullable(row.getString(USAGE_TYPE)),
          Optional.ofNullable(row.getString(TIME_ZONE)).map(ZoneId::of).orElse(LAST_ZONE));
    }

    private static Optional<Double> value(Row row, int column) {
      return row.isNullAt(column) ? Optional.empty() : Optional.of(row.getDouble(column));
    }

    private static Row row(MonthlyStatistics month, Optional<MonthForecast> forecast, String name) {
      Optional<MonthForecast.Estimate> estimate = forecast.flatMap(MonthForecast::estimate);
      ValueSummary values = month.values();
      Meter meter = month.meter();
      return RowFactory.create(
          meter.id(),
          month.measurement().canonicalName(),
          month.measurement().unit().symbol(),
          DayRow.orNull(month.total()),
          DayRow.orNull(values.mean()),
          DayRow.orNull(values.maximum()),
          DayRow.orNull(values.minimum()),
          values.counted(),
          values.excluded(),
          month.daysWithReadings(),
          meter.suburb().orElse(null),
          meter.postcode().isPresent() ? meter.postcode().getAsInt() : null,
          meter.usageType().orElse(null),
          meter.type().map(MeterType::label).orElse(null),
          month
              .comparison()
              .filter(RegisterComparison::checked)
              .map(RegisterComparison::differenceLitres)
              .orElse(null),
          month.comparison().map(comparison -> comparison.verdict().name()).orElse(null),
          estimate.map(MonthForecast.Estimate::total).orElse(null),
          estimate.map(MonthForecast.Estimate::low).orElse(null),
          estimate.map(MonthForecast.Estimate::high).orElse(null),
          forecast.map(MonthForecast::fullDays).orElse(null),
          forecast
              .flatMap(MonthForecast::completeUntil)
              .map(day -> (int) day.toEpochDay())
              .orElse(null),
          name);
    }
  }
}

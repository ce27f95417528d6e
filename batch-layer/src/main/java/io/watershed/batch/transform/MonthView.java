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
import io.watershed.core.consumption.MonthlyStatistics;
import io.watershed.core.consumption.RegisterComparison;
import io.watershed.core.consumption.ValueSummary;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.reading.Kind;
import io.watershed.core.reading.Measurement;
import java.time.LocalDate;
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
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The months that days make. They are computed from the rows of {@code daily_stats} alone, so that
 * a month whose last day was recomputed equals one recomputed as a whole.
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
          .add("month", StringType);

  private MonthView() {}

  /**
   * The rows of Hive's {@code monthly_stats}.
   *
   * @param days rows of {@code daily_stats}, whole months
   */
  public static Dataset<Row> of(Dataset<Row> days, int partitions, ConsumptionLimits limits) {
    return days.withColumn("month", date_format(col("local_date"), "yyyy-MM"))
        .withColumn("epoch_day", unix_date(col("local_date")))
        .repartition(partitions, col("meter_id"))
        .sortWithinPartitions("month", "meter_id", "measurement_type", "epoch_day")
        .mapPartitions(new Computation(limits), Encoders.row(COMPUTED));
  }

  private record Computation(ConsumptionLimits limits) implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      List<Row> result = new ArrayList<>();
      List<DailyStatistics> days = new ArrayList<>();
      String current = null;
      while (rows.hasNext()) {
        Row row = rows.next();
        DailyStatistics day = day(row);
        String month = row.getAs("month");
        if (!days.isEmpty() && !(month.equals(current) && together(days.get(0), day))) {
          result.add(row(MonthlyStatistics.of(days, limits), current));
          days.clear();
        }
        current = month;
        days.add(day);
      }
      if (!days.isEmpty()) {
        result.add(row(MonthlyStatistics.of(days, limits), current));
      }
      return result.iterator();
    }

    private static boolean together(DailyStatistics one, DailyStatistics other) {
      return one.measurement() == other.measurement()
          && one.meter().id().equals(other.meter().id());
    }

    private static DailyStatistics day(Row row) {
      Measurement measurement =
          Measurement.ofCanonicalName(row.getAs("measurement_type")).orElseThrow();
      long counted = row.<Long>getAs("reading_count");
      Optional<Double> total = value(row, "total_value");
      double mean = value(row, "avg_value").orElse(0.0);
      double sum = measurement.kind() == Kind.INTERVAL_FLOW ? total.orElse(0.0) : mean * counted;
      ValueSummary values =
          new ValueSummary(
              counted,
              row.<Long>getAs("excluded_count"),
              sum,
              value(row, "min_value").orElse(Double.NaN),
              value(row, "max_value").orElse(Double.NaN));
      return new DailyStatistics(
          meter(row),
          LocalDate.ofEpochDay(row.<Integer>getAs("epoch_day")),
          measurement,
          values,
          total.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
          Optional.empty(),
          Optional.empty(),
          Optional.<String>ofNullable(row.getAs("cross_check"))
              .map(CrossCheck::valueOf)
              .map(
                  verdict ->
                      new RegisterComparison(
                          value(row, "register_advance").orElse(0.0),
                          value(row, "register_difference").orElse(0.0),
                          verdict)));
    }

    private static Meter meter(Row row) {
      Integer postcode = row.getAs("postcode");
      return new Meter(
          row.getAs("meter_id"),
          Optional.<String>ofNullable(row.getAs("meter_type")).flatMap(MeterType::ofLabel),
          Optional.ofNullable(row.getAs("suburb")),
          postcode == null ? OptionalInt.empty() : OptionalInt.of(postcode),
          Optional.ofNullable(row.getAs("usage_type")),
          // A month's figures need no zone: the days are local days already.
          ZoneOffset.UTC);
    }

    private static Optional<Double> value(Row row, String column) {
      return Optional.ofNullable(row.getAs(column));
    }

    private static Row row(MonthlyStatistics month, String name) {
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
          name);
    }
  }
}

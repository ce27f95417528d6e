package io.watershed.batch.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.watershed.core.consumption.MeasurementDay;
import io.watershed.core.consumption.MeterDay;
import io.watershed.core.consumption.MeterDays;
import io.watershed.core.problem.Problem;
import io.watershed.core.problem.ProblemRules;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.reading.Measurement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The figures and the problems of some days: one row for each meter, day and measurement, with the
 * problems that the measurement shows.
 */
public final class DayView {

  private static final StructType PROBLEM =
      new StructType()
          .add("issue_type", StringType, false)
          .add("severity", StringType, false)
          .add("evidence", StringType, false);

  static final StructType COMPUTED =
      new StructType()
          .add("meter_id", StringType)
          .add("measurement_type", StringType)
          .add("unit", StringType)
          .add("total_value", DoubleType)
          .add("avg_value", DoubleType)
          .add("max_value", DoubleType)
          .add("min_value", DoubleType)
          .add("reading_count", LongType)
          .add("excluded_count", LongType)
          .add("late_count", LongType)
          .add("suburb", StringType)
          .add("postcode", IntegerType)
          .add("usage_type", StringType)
          .add("meter_type", StringType)
          .add("first_millis", LongType)
          .add("last_millis", LongType)
          .add("register_advance", DoubleType)
          .add("register_difference", DoubleType)
          .add("cross_check", StringType)
          .add("time_zone", StringType)
          .add("unknown_meter_count", LongType)
          .add("problems", createArrayType(PROBLEM, false))
          .add("epoch_day", IntegerType);

  private DayView() {}

  /**
   * Computes the days; {@link #statistics} and {@link #problems} take their parts of the result.
   *
   * @param byMeter rows as {@link MasterRows#byMeter} gives them, of the days and their lookback
   *     days
   * @param days the days wanted
   * @param horizon the instant up to which readings have come in
   */
  public static Dataset<Row> of(
      Dataset<Row> byMeter, Set<LocalDate> days, Instant horizon, Rules rules) {
    return byMeter.mapPartitions(
        new Computation(List.copyOf(days), horizon.toEpochMilli(), rules), Encoders.row(COMPUTED));
  }

  /** The rows of Hive's {@code daily_stats}. */
  public static Dataset<Row> statistics(Dataset<Row> computed) {
    return computed
        .where(col("reading_count").plus(col("excluded_count")).gt(0))
        .select(
            col("meter_id"),
            col("measurement_type"),
            col("unit"),
            col("total_value"),
            col("avg_value"),
            col("max_value"),
            col("min_value"),
            col("reading_count"),
            col("excluded_count"),
            col("late_count"),
            col("suburb"),
            col("postcode"),
            col("usage_type"),
            col("meter_type"),
            Times.wallClockOfMillis("first_millis").as("first_event_time"),
            Times.wallClockOfMillis("last_millis").as("last_event_time"),
            col("register_advance"),
            col("register_difference"),
            col("cross_check"),
            col("time_zone"),
            Times.day("epoch_day").as("local_date"));
  }

  /** The rows of Hive's {@code problem_meters}. */
  public static Dataset<Row> problems(Dataset<Row> computed) {
    return computed
        .withColumn("problem", explode(col("problems")))
        .select(
            col("meter_id"),
            col("measurement_type"),
            col("problem.issue_type"),
            col("problem.severity"),
            col("total_value"),
            col("avg_value"),
            col("max_value"),
            col("min_value"),
            col("reading_count"),
            col("excluded_count"),
            col("problem.evidence"),
            col("suburb"),
            col("postcode"),
            col("usage_type"),
            col("meter_type"),
            Times.day("epoch_day").as("local_date"));
  }

  private record Computation(List<LocalDate> days, long horizonMillis, Rules rules)
      implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      MeterDays meterDays = new MeterDays(rules.consumption());
      ProblemRules problemRules = new ProblemRules(rules.problems(), rules.alerts());
      return StoredMeter.each(rows, meter -> rowsOf(meter, meterDays, problemRules));
    }

    private List<Row> rowsOf(StoredMeter meter, MeterDays meterDays, ProblemRules problemRules) {
      List<Row> rows = new ArrayList<>();
      for (LocalDate date : days) {
        meterDays
            .day(meter.readings(), date)
            .ifPresent(day -> addRows(meter, day, problemRules.check(day, horizonMillis), rows));
      }
      return rows;
    }

    private void addRows(StoredMeter meter, MeterDay day, List<Problem> problems, List<Row> rows) {
      day.measurements()
          .forEach(
              (measurement, figures) -> {
                List<Problem> shown =
                    problems.stream()
                        .filter(problem -> problem.measurement() == measurement)
                        .toList();
                if (!figures.readings().isEmpty() || !shown.isEmpty()) {
                  rows.add(
                      DayRow.of(
                          figures,
                          late(meter, measurement, day, figures),
                          unknown(figures),
                          shown));
                }
              });
    }

    private long late(
        StoredMeter meter, Measurement measurement, MeterDay day, MeasurementDay figures) {
      LocalDate first = day.date().minusDays(rules.consumption().lookbackDays());
      return LateReadings.count(
          meter.between(measurement, first, day.date()),
          figures.readings().size(),
          rules.watermark().toMillis());
    }

    private static long unknown(MeasurementDay figures) {
      return figures.readings().stream()
          .filter(reading -> reading.flags().contains(QualityFlag.UNKNOWN_METER))
          .count();
    }
  }
}

package io.watershed.batch.transform;

import static io.watershed.spark.SparkSchemas.col;
import static io.watershed.spark.SparkSchemas.cols;
import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.watershed.core.consumption.CrossCheck;
import io.watershed.core.consumption.MeasurementDay;
import io.watershed.core.consumption.MeterDay;
import io.watershed.core.consumption.MeterDays;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.ProblemMeters;
import io.watershed.core.problem.Problem;
import io.watershed.core.problem.ProblemRules;
import io.watershed.core.quality.QualityFlag;
import io.watershed.core.reading.Measurement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * The figures and the problems of some days: one row for each meter, day and measurement, with the
 * problems that the measurement shows.
 */
public final class DayView {

  private static final String PROBLEM = "problem";

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
        new Computation(List.copyOf(days), horizon.toEpochMilli(), rules),
        Encoders.row(DayRow.LAYOUT.schema()));
  }

  /** The rows of Hive's {@code daily_stats}. */
  public static Dataset<Row> statistics(Dataset<Row> computed) {
    return computed.where(readings().gt(0)).select(cols(DailyStats.TABLE));
  }

  /** The rows of Hive's {@code problem_meters}. */
  public static Dataset<Row> problems(Dataset<Row> computed) {
    return computed
        .withColumn(
            PROBLEM,
            explode(
                arrays_zip(col(DayRow.ISSUE_TYPES), col(DayRow.SEVERITIES), col(DayRow.EVIDENCE))))
        .select(
            cols(
                ProblemMeters.TABLE,
                Map.of(
                    ProblemMeters.ISSUE_TYPE, ofProblem(DayRow.ISSUE_TYPES),
                    ProblemMeters.SEVERITY, ofProblem(DayRow.SEVERITIES),
                    ProblemMeters.EVIDENCE, ofProblem(DayRow.EVIDENCE))));
  }

  /**
   * One row of what the days hold: {@code readings}, {@code excluded}, {@code unknown}, {@code
   * disagreements} and {@code problems}.
   */
  public static Dataset<Row> totals(Dataset<Row> computed) {
    return computed.agg(
        total(readings()).as("readings"),
        total(col(DailyStats.EXCLUDED_COUNT)).as("excluded"),
        total(col(DayRow.UNKNOWN_METER_COUNT)).as("unknown"),
        count(when(col(DailyStats.CROSS_CHECK).equalTo(CrossCheck.DISAGREES.name()), lit(1)))
            .as("disagreements"),
        total(size(col(DayRow.ISSUE_TYPES)).cast(DataTypes.LongType)).as("problems"));
  }

  private static Column readings() {
    return col(DailyStats.READING_COUNT).plus(col(DailyStats.EXCLUDED_COUNT));
  }

  private static Column ofProblem(io.watershed.core.contract.Column<List<String>> column) {
    return functions.col(PROBLEM + "." + column.name());
  }

  private static Column total(Column values) {
    return coalesce(sum(values), lit(0L));
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

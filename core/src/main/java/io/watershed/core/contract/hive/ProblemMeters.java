package io.watershed.core.contract.hive;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import java.time.LocalDate;

/** Something wrong with a meter on a local day; a partition is such a day. */
public final class ProblemMeters {

  private static final Table.Builder TABLE_OF = Table.named("problem_meters");

  public static final Column<String> METER_ID = TABLE_OF.add(MeterReadings.METER_ID);
  public static final Column<String> MEASUREMENT_TYPE =
      TABLE_OF.text("measurement_type", "measurement that shows the problem");
  public static final Column<String> ISSUE_TYPE =
      TABLE_OF.text("issue_type", "what the problem is about");
  public static final Column<String> SEVERITY =
      TABLE_OF.text("severity", "INFO, WARNING or CRITICAL");
  public static final Column<Double> TOTAL_VALUE =
      TABLE_OF.number("total_value", "total of the measurement on that day");
  public static final Column<Double> AVG_VALUE =
      TABLE_OF.number("avg_value", "mean of its counted values");
  public static final Column<Double> MAX_VALUE = TABLE_OF.add(DailyStats.MAX_VALUE);
  public static final Column<Double> MIN_VALUE = TABLE_OF.add(DailyStats.MIN_VALUE);
  public static final Column<Long> READING_COUNT = TABLE_OF.add(DailyStats.READING_COUNT);
  public static final Column<Long> EXCLUDED_COUNT = TABLE_OF.add(DailyStats.EXCLUDED_COUNT);
  public static final Column<String> EVIDENCE =
      TABLE_OF.text("evidence", "one sentence with the figures");
  public static final Column<String> SUBURB = TABLE_OF.add(MeterReadings.SUBURB);
  public static final Column<Integer> POSTCODE = TABLE_OF.add(MeterReadings.POSTCODE);
  public static final Column<String> USAGE_TYPE = TABLE_OF.add(MeterReadings.USAGE_TYPE);
  public static final Column<String> METER_TYPE = TABLE_OF.add(MeterReadings.METER_TYPE);
  public static final Column<LocalDate> LOCAL_DATE = TABLE_OF.add(MeterReadings.LOCAL_DATE);

  /** The table. */
  public static final Table TABLE = TABLE_OF.partitionedByLast();

  private ProblemMeters() {}
}

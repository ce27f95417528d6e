package io.watershed.batch.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.consumption.ConsumptionLimits;
import io.watershed.core.contract.Column;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.settings.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** A month of one day, each of whose figures is another one. */
class MonthRowTest {

  @Test
  void eachFigureOfADayComesToTheColumnOfItsName() {
    Row day =
        MonthView.DAYS
            .values()
            .set(DailyStats.METER_ID, "83008")
            .set(DailyStats.MEASUREMENT_TYPE, "Pulse1")
            .set(DailyStats.TOTAL_VALUE, 12.0)
            .set(DailyStats.AVG_VALUE, 3.0)
            .set(DailyStats.MAX_VALUE, 9.25)
            .set(DailyStats.MIN_VALUE, 1.5)
            .set(DailyStats.READING_COUNT, 4L)
            .set(DailyStats.EXCLUDED_COUNT, 7L)
            .set(DailyStats.SUBURB, "BUDERIM")
            .set(DailyStats.POSTCODE, 4556)
            .set(DailyStats.USAGE_TYPE, "Residential")
            .set(DailyStats.METER_TYPE, "captis_pulse")
            .set(DailyStats.REGISTER_ADVANCE, 1000.0)
            .set(DailyStats.REGISTER_DIFFERENCE, -988.0)
            .set(DailyStats.CROSS_CHECK, "DISAGREES")
            .set(DailyStats.TIME_ZONE, "Australia/Brisbane")
            .set(DailyStats.LOCAL_DATE, LocalDate.of(2022, 7, 13))
            .set(MonthlyStats.MONTH, "2022-07")
            .row();
    MonthView.Computation months =
        new MonthView.Computation(
            ConsumptionLimits.from(Settings.of(Map.of())),
            Instant.parse("2022-07-14T14:00:00Z").toEpochMilli());

    Row month = months.call(List.of(day).iterator()).next();

    Map<String, Object> values = new HashMap<>();
    for (Column<?> column : MonthlyStats.TABLE.allColumns()) {
      values.put(column.name(), MonthView.LAYOUT.place(column).get(month));
    }
    assertThat(values)
        .containsAllEntriesOf(
            Map.ofEntries(
                Map.entry("meter_id", "83008"),
                Map.entry("measurement_type", "Pulse1"),
                Map.entry("unit", "L"),
                Map.entry("monthly_total", 12.0),
                Map.entry("monthly_avg", 3.0),
                Map.entry("max_value", 9.25),
                Map.entry("min_value", 1.5),
                Map.entry("reading_count", 4L),
                Map.entry("excluded_count", 7L),
                Map.entry("days_with_readings", 1),
                Map.entry("suburb", "BUDERIM"),
                Map.entry("postcode", 4556),
                Map.entry("usage_type", "Residential"),
                Map.entry("meter_type", "captis_pulse"),
                Map.entry("register_difference", -988.0),
                Map.entry("cross_check", "DISAGREES"),
                Map.entry("month", "2022-07")));
    assertThat(values).hasSize(22);
  }
}

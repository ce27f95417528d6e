package io.watershed.batch.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.alert.Severity;
import io.watershed.core.consumption.CrossCheck;
import io.watershed.core.consumption.DailyStatistics;
import io.watershed.core.consumption.MeasurementDay;
import io.watershed.core.consumption.RegisterComparison;
import io.watershed.core.consumption.ValueSummary;
import io.watershed.core.contract.Column;
import io.watershed.core.meter.Meter;
import io.watershed.core.meter.MeterType;
import io.watershed.core.problem.Problem;
import io.watershed.core.problem.ProblemType;
import io.watershed.core.reading.Measurement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Each figure is another one, so that none can stand in another's column. */
class DayRowTest {

  private static final DailyStatistics STATISTICS =
      new DailyStatistics(
          new Meter(
              "83008",
              Optional.of(MeterType.DIGITAL),
              Optional.of("BUDERIM"),
              OptionalInt.of(4556),
              Optional.of("Residential"),
              ZoneId.of("Australia/Brisbane")),
          LocalDate.of(2022, 7, 13),
          Measurement.FLOW,
          new ValueSummary(4, 3, 10.0, 1.5, 9.25),
          OptionalDouble.of(12.0),
          Optional.of(Instant.parse("2022-07-12T14:00:00Z").toEpochMilli()),
          Optional.of(Instant.parse("2022-07-13T13:45:00Z").toEpochMilli()),
          Optional.of(new RegisterComparison(11.5, 0.5, CrossCheck.DISAGREES)));

  @Test
  void eachValueStandsInTheColumnOfItsName() {
    Row row =
        DayRow.of(
            new MeasurementDay(List.of(), List.of(), List.of(), STATISTICS),
            2,
            5,
            List.of(
                new Problem(
                    ProblemType.CONTINUOUS_LEAK,
                    Severity.WARNING,
                    Measurement.FLOW,
                    "always 4 litres")));

    Map<String, Object> values = new HashMap<>();
    for (Column<?> column : DayRow.LAYOUT.columns()) {
      values.put(column.name(), DayRow.LAYOUT.place(column).get(row));
    }
    assertThat(values.values()).doesNotContainNull().doesNotHaveDuplicates();
    assertThat(values)
        .containsAllEntriesOf(
            Map.ofEntries(
                Map.entry("meter_id", "83008"),
                Map.entry("measurement_type", "Pulse1"),
                Map.entry("unit", "L"),
                Map.entry("total_value", 12.0),
                Map.entry("avg_value", 2.5),
                Map.entry("max_value", 9.25),
                Map.entry("min_value", 1.5),
                Map.entry("reading_count", 4L),
                Map.entry("excluded_count", 3L),
                Map.entry("late_count", 2L),
                Map.entry("suburb", "BUDERIM"),
                Map.entry("postcode", 4556),
                Map.entry("usage_type", "Residential"),
                Map.entry("meter_type", "captis_pulse"),
                Map.entry("first_event_time", LocalDateTime.parse("2022-07-12T14:00:00")),
                Map.entry("last_event_time", LocalDateTime.parse("2022-07-13T13:45:00")),
                Map.entry("register_advance", 11.5),
                Map.entry("register_difference", 0.5),
                Map.entry("cross_check", "DISAGREES"),
                Map.entry("time_zone", "Australia/Brisbane"),
                Map.entry("local_date", LocalDate.of(2022, 7, 13)),
                Map.entry("unknown_meter_count", 5L),
                Map.entry("issue_types", List.of("CONTINUOUS_LEAK")),
                Map.entry("severities", List.of("WARNING")),
                Map.entry("evidences", List.of("always 4 litres"))));
  }
}

package io.watershed.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.contract.hive.BatchRuns;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.MeterReadings;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiveRowTest {

  @Test
  void aRowIsReadByColumnWhateverTheirOrder() {
    HiveRow row =
        HiveRow.of(
            HiveRow.places(List.of(DailyStats.MAX_VALUE, DailyStats.MIN_VALUE)),
            new Object[] {4.0, 0.5});

    assertThat(row.get(DailyStats.MIN_VALUE)).isEqualTo(0.5);
    assertThat(row.get(DailyStats.MAX_VALUE)).isEqualTo(4.0);
  }

  @Test
  void aColumnThatWasNotAskedForIsNoMissingValue() {
    HiveRow row = HiveRow.of(DailyStats.TABLE);

    assertThat(row.get(DailyStats.TOTAL_VALUE)).isNull();
    assertThatThrownBy(() -> row.get(MeterReadings.VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the row has no column value");
  }

  @Test
  void anotherValueLeavesTheRowAsItWas() {
    HiveRow row = HiveRow.of(DailyStats.TABLE).with(DailyStats.METER_ID, "7");

    assertThat(row.with(DailyStats.METER_ID, "8").get(DailyStats.METER_ID)).isEqualTo("8");
    assertThat(row.get(DailyStats.METER_ID)).isEqualTo("7");
  }

  @Test
  void daysClocksAndListsPassTheDriverAsText() {
    assertThat(HiveValues.expression(DailyStats.TOTAL_VALUE)).isEqualTo("`total_value`");
    assertThat(HiveValues.expression(DailyStats.LOCAL_DATE))
        .isEqualTo("CAST(`local_date` AS STRING)");
    assertThat(HiveValues.expression(DailyStats.FIRST_EVENT_TIME))
        .isEqualTo("CAST(`first_event_time` AS STRING)");
    assertThat(HiveValues.expression(BatchRuns.DAYS_WRITTEN))
        .isEqualTo("IF(`days_written` IS NULL, NULL, concat_ws('\\u001f', `days_written`))");
    assertThatThrownBy(() -> HiveValues.expression(BatchRuns.FLAGGED_VALUES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("flagged_values of type COUNTS cannot be read over JDBC");
  }

  @ParameterizedTest
  @CsvSource({
    "2022-07-13 07:30:01, 2022-07-13T07:30:01",
    "2022-07-13 07:30:01.0, 2022-07-13T07:30:01",
    "2022-07-13 07:30:00.25, 2022-07-13T07:30:00.25",
    "2022-07-13 00:00:00.000001, 2022-07-13T00:00:00.000001",
    // The tests run in America/St_Johns, where this hour does not exist.
    "2026-03-08 02:30:00, 2026-03-08T02:30:00"
  })
  void aWallClockIsReadAsItStands(String text, LocalDateTime clock) {
    assertThat(HiveValues.wallClock(text)).isEqualTo(clock);
  }
}

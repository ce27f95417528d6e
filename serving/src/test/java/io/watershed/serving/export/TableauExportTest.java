package io.watershed.serving.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.settings.Settings;
import io.watershed.hive.HiveRow;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Existing workbooks know the columns by their place; these lists never change, they only grow. */
class TableauExportTest {

  @Test
  void beginsTheDailyFileAsWorkbooksExpect() {
    assertThat(TableauExport.DAILY_STATS.header())
        .startsWith(
            "meter_id",
            "date",
            "measurement_type",
            "total_value",
            "avg_value",
            "max_value",
            "min_value",
            "reading_count",
            "suburb",
            "postcode",
            "usage_type",
            "meter_type")
        .doesNotHaveDuplicates();
  }

  @Test
  void beginsTheMonthlyFileAsWorkbooksExpect() {
    assertThat(TableauExport.MONTHLY_STATS.header())
        .startsWith(
            "meter_id",
            "month",
            "measurement_type",
            "monthly_total",
            "monthly_avg",
            "suburb",
            "postcode",
            "usage_type",
            "meter_type")
        .doesNotHaveDuplicates();
  }

  @Test
  void beginsTheProblemFileAsWorkbooksExpect() {
    assertThat(TableauExport.PROBLEM_METERS.header())
        .startsWith(
            "meter_id",
            "date",
            "measurement_type",
            "issue_type",
            "total_value",
            "avg_value",
            "max_value",
            "min_value",
            "reading_count",
            "suburb",
            "postcode",
            "usage_type",
            "meter_type",
            "severity",
            "excluded_count")
        .doesNotHaveDuplicates();
  }

  @Test
  void ordersRowsByColumnsThatTheFileHas() {
    for (TableauExport export : TableauExport.values()) {
      assertThat(export.orderIndexes()).isNotEmpty().doesNotContain(-1);
    }
  }

  /** Each list as it is today; a column that a table gains belongs to its end. */
  @Test
  void filesHaveTheirColumnsInTheOrderThatTheyHaveAlwaysHad() {
    assertThat(String.join(",", TableauExport.DAILY_STATS.header()))
        .startsWith(
            "meter_id,date,measurement_type,total_value,avg_value,max_value,min_value,"
                + "reading_count,suburb,postcode,usage_type,meter_type,unit,excluded_count,"
                + "register_advance,register_difference,cross_check,first_event_time,"
                + "last_event_time,late_count")
        .doesNotContain("time_zone");
    assertThat(String.join(",", TableauExport.MONTHLY_STATS.header()))
        .startsWith(
            "meter_id,month,measurement_type,monthly_total,monthly_avg,suburb,postcode,usage_type,"
                + "meter_type,unit,max_value,min_value,reading_count,excluded_count,"
                + "days_with_readings,register_difference,cross_check,forecast_total,forecast_low,"
                + "forecast_high,forecast_days,complete_until");
    assertThat(String.join(",", TableauExport.PROBLEM_METERS.header()))
        .startsWith(
            "meter_id,date,measurement_type,issue_type,total_value,avg_value,max_value,min_value,"
                + "reading_count,suburb,postcode,usage_type,meter_type,severity,excluded_count,"
                + "evidence");
    assertThat(String.join(",", TableauExport.WATER_LEVEL_FORECASTS.header()))
        .startsWith(
            "station_id,issued_date,issued_time,target_time,lead_hours,level,low,high,"
                + "persistence_level,method,trend,probability_high_water,high_water,rise_watch,"
                + "risk");
  }

  @Test
  void cellsAreWrittenFromTheColumnOfTheirHeader() {
    HiveRow row =
        HiveRow.of(DailyStats.TABLE)
            .with(DailyStats.METER_ID, "=9")
            .with(DailyStats.LOCAL_DATE, LocalDate.parse("2026-03-08"))
            .with(DailyStats.MAX_VALUE, 4.0)
            .with(DailyStats.MIN_VALUE, 0.5)
            .with(DailyStats.READING_COUNT, 96L)
            .with(DailyStats.LAST_EVENT_TIME, LocalDateTime.parse("2026-03-08T13:59:59.25"));
    Map<String, String> cells = new HashMap<>();
    for (ExportColumn column : TableauExport.DAILY_STATS.columns()) {
      cells.put(column.header(), column.cell(row));
    }

    assertThat(cells)
        .containsEntry("meter_id", "'=9")
        .containsEntry("date", "2026-03-08")
        .containsEntry("max_value", "4")
        .containsEntry("min_value", "0.5")
        .containsEntry("reading_count", "96")
        .containsEntry("last_event_time", "2026-03-08T13:59:59.250Z")
        .containsEntry("suburb", null);
  }

  @ParameterizedTest
  @EnumSource(TableauExport.class)
  void theDocumentationNamesTheColumnsInTheirOrder(TableauExport export) throws IOException {
    String row =
        Files.readAllLines(Settings.home().resolve("docs/exports.md")).stream()
            .filter(line -> line.startsWith("| `" + export.fileName() + "` |"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(export.fileName() + " has no row"));
    List<String> named =
        Pattern.compile("[a-z_0-9]+")
            .matcher(row.split("\\|")[2])
            .results()
            .map(MatchResult::group)
            .filter(word -> !word.equals("then"))
            .toList();

    assertThat(named)
        .as("columns of %s in docs/exports.md", export.fileName())
        .isEqualTo(export.header());
  }
}

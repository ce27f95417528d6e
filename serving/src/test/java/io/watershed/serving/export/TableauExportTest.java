package io.watershed.serving.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}

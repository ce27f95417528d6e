package io.watershed.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.contract.hive.BatchRuns;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.index.BatchRunsIndex;
import io.watershed.core.contract.index.MeterDaysIndex;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class IndexTest {

  @Test
  void aFamilyHasAnIndexForEachMonth() {
    assertThat(MeterDaysIndex.INDEX.ofDay(LocalDate.parse("2026-03-08")))
        .isEqualTo("meter-days-2026.03");
    assertThat(MeterDaysIndex.INDEX.pattern()).isEqualTo("meter-days-*");
    assertThat(BatchRunsIndex.INDEX.pattern()).isEqualTo("batch-runs");
    assertThatThrownBy(() -> BatchRunsIndex.INDEX.ofMonth("2026.03"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("batch-runs is one index for all months");
  }

  @Test
  void aCopyHasTheColumnsOfWhichItHasFields() {
    assertThat(MeterDaysIndex.INDEX.copiedFrom(DailyStats.TABLE))
        .isEqualTo(DailyStats.TABLE.allColumns());
    assertThat(BatchRunsIndex.INDEX.copiedFrom(BatchRuns.TABLE))
        .contains(BatchRuns.RUN_ID, BatchRuns.HORIZON)
        .doesNotContain(BatchRuns.STATION_MODE);
  }
}

package io.watershed.serving.views;

import io.watershed.core.contract.hive.BatchRuns;
import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.contract.hive.ProblemMeters;
import io.watershed.core.contract.index.MeterMonthsIndex;
import io.watershed.core.contract.index.ProblemMetersIndex;
import io.watershed.elasticsearch.JsonLines;
import io.watershed.hive.HiveRow;

/** Rows of the meters' batch views that become one document each. */
final class RowDocuments {

  private RowDocuments() {}

  static String problemId(HiveRow row) {
    return row.get(ProblemMeters.LOCAL_DATE)
        + "|"
        + row.get(ProblemMeters.METER_ID)
        + "|"
        + row.get(ProblemMeters.MEASUREMENT_TYPE)
        + "|"
        + row.get(ProblemMeters.ISSUE_TYPE);
  }

  static void problem(JsonLines json, HiveRow row, String runId) {
    json.beginObject();
    TableCopy.PROBLEMS.write(json, row);
    json.text(ProblemMetersIndex.RUN_ID, runId).endObject();
  }

  static String monthId(HiveRow row) {
    return row.get(MonthlyStats.METER_ID)
        + "|"
        + row.get(MonthlyStats.MEASUREMENT_TYPE)
        + "|"
        + row.get(MonthlyStats.MONTH);
  }

  static void month(JsonLines json, HiveRow row, String runId) {
    json.beginObject();
    TableCopy.MONTHS.write(json, row);
    json.text(MeterMonthsIndex.RUN_ID, runId).endObject();
  }

  static String runId(HiveRow run) {
    return run.get(BatchRuns.RUN_ID);
  }

  static void run(JsonLines json, HiveRow run) {
    json.beginObject();
    TableCopy.RUNS.write(json, run);
    json.endObject();
  }
}

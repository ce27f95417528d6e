package io.watershed.batch.run;

import static io.watershed.batch.run.MasterFixture.BUDERIM;
import static io.watershed.batch.run.MasterFixture.MADRID;
import static io.watershed.batch.run.MasterFixture.at;
import static io.watershed.batch.run.ObservationFixture.HALIFAX;
import static io.watershed.batch.run.ObservationFixture.HOPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.batch.LakeFixture;
import io.watershed.batch.hive.BatchTable;
import io.watershed.core.reading.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.spark.actions.SparkActions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole runs over a master dataset in a folder, published to a map instead of Hive. */
@Tag("slow")
class BatchRunTest {

  @RegisterExtension private final LakeFixture lake = new LakeFixture();

  private MasterFixture master;
  private ObservationFixture observations;

  @BeforeEach
  void createDataset() {
    lake.overrides().put("forecast.rounds", "2");
    master = new MasterFixture(lake.spark(), lake.dataset());
    observations = new ObservationFixture(lake.spark(), lake.dataset());
  }

  /** Views of their own over the same master dataset. */
  private FolderRuns views(String name) {
    return new FolderRuns(lake, name);
  }

  @Test
  void computesDaysMonthsAndProblems() throws Exception {
    master
        .register(BUDERIM, "2026-05-01T23:45", 1000)
        .flow(BUDERIM, "2026-05-02T00:00", 6)
        .register(BUDERIM, "2026-05-02T00:00", 1006)
        .flow(BUDERIM, "2026-05-02T00:15", -1)
        .flow(BUDERIM, "2026-05-02T00:30", 4)
        .register(BUDERIM, "2026-05-02T00:30", 1010)
        .add("4711", Measurement.BATTERY, at(BUDERIM, "2026-05-02T09:00"), 3.6)
        .commit();
    FolderRuns views = views("views");
    RunSummary summary = views.run();
    assertThat(summary.days()).containsExactly("2026-05-01", "2026-05-02");
    assertThat(summary.readings()).isEqualTo(7);
    assertThat(summary.duplicates()).isZero();
    assertThat(summary.excluded()).isEqualTo(1);
    assertThat(summary.unknownMeter()).isEqualTo(1);
    assertThat(summary.disagreements()).isZero();
    assertThat(summary.problems()).isEqualTo(1);
    assertThat(summary.horizon()).isEqualTo("2026-05-01T23:00:00Z");
    assertThat(views.rows(BatchTable.DAILY_STATS))
        .containsExactly(
            "2026-05-01 [83008,Pulse1_Total,L,0.0,1000.0,1000.0,1000.0,1,0,0,BUDERIM,4556,"
                + "Residential,captis_pulse,2026-05-01T13:45,2026-05-01T13:45,null,null,null,"
                + "Australia/Brisbane]",
            "2026-05-02 [4711,Battery,V,null,3.6,3.6,3.6,1,0,0,null,null,null,null,"
                + "2026-05-01T23:00,2026-05-01T23:00,null,null,null,Australia/Brisbane]",
            "2026-05-02 [83008,Pulse1,L,10.0,5.0,6.0,4.0,2,1,0,BUDERIM,4556,Residential,"
                + "captis_pulse,2026-05-01T14:00,2026-05-01T14:30,10.0,0.0,AGREES,Australia/Brisbane]",
            "2026-05-02 [83008,Pulse1_Total,L,10.0,1008.0,1010.0,1006.0,2,0,0,BUDERIM,4556,"
                + "Residential,captis_pulse,2026-05-01T14:00,2026-05-01T14:30,null,null,null,"
                + "Australia/Brisbane]");
    assertThat(views.rows(BatchTable.MONTHLY_STATS))
        .contains(
            "2026-05 [83008,Pulse1,L,10.0,5.0,6.0,4.0,2,1,1,BUDERIM,4556,Residential,captis_pulse,"
                + "0.0,AGREES,null,null,null,0,2026-05-01]",
            "2026-05 [83008,Pulse1_Total,L,10.0,1005.3333333333334,1010.0,1000.0,3,0,2,BUDERIM,"
                + "4556,Residential,captis_pulse,null,null,null,null,null,null,null]");
    assertThat(views.rows(BatchTable.PROBLEM_METERS))
        .containsExactly(
            "2026-05-02 [83008,Pulse1,REVERSE_FLOW,WARNING,10.0,5.0,6.0,4.0,2,1,1 interval flow is"
                + " negative, down to -1 L.,BUDERIM,4556,Residential,captis_pulse]");
    assertThat(views.rows(BatchTable.METER_READINGS))
        .hasSize(7)
        .contains(
            "2026-05-02 [83008,2026-05-01T14:15,1777644900000,2026-05-02T00:15,Pulse1,-1.0,L,"
                + "captis_pulse,BUDERIM,4556,Residential,Australia/Brisbane,"
                + "ArraySeq(NEGATIVE_FLOW),false,meter-readings,0,3,2026-06-01T00:00:04]");
  }

  @Test
  void incrementalRunsEqualOneOverEverything() throws Exception {
    FolderRuns incremental = views("incremental");
    master.wholeDay(BUDERIM, "2026-04-29", 3, 500).wholeDay(BUDERIM, "2026-04-30", 2, 788).commit();
    master.wholeDay(MADRID, "2026-04-30", 9, 100).register(MADRID, "2026-04-30T10:30", 999_999);
    master.commit();
    assertThat(incremental.run().mode()).isEqualTo("everything");

    // Late readings, duplicates of old ones, a new day and a new month.
    master
        .flow(BUDERIM, "2026-04-29T10:05", 77)
        .flow(BUDERIM, "2026-04-30T10:00", 99)
        .wholeDay(BUDERIM, "2026-05-02", 5, 980)
        .commit();
    RunSummary second = incremental.run();
    assertThat(second.mode()).isEqualTo("incremental");
    assertThat(second.days()).containsExactly("2026-04-29", "2026-04-30", "2026-05-02");
    assertThat(second.duplicates()).isEqualTo(1);

    // A day in the past that changes the register's advance of the day after.
    master.register(BUDERIM, "2026-05-01T12:00", 970).commit();
    assertThat(incremental.run().days()).contains("2026-05-01", "2026-05-02");

    FolderRuns whole = views("whole");
    assertThat(whole.run().mode()).isEqualTo("everything");
    assertThat(incremental.everything()).isEqualTo(whole.everything());
  }

  @Test
  void runningTwiceChangesNothing() throws Exception {
    FolderRuns views = views("views");
    master.wholeDay(BUDERIM, "2026-05-01", 3, 0).commit();
    views.run();
    Map<BatchTable, List<String>> before = views.everything();
    Map<String, String> locations = Map.copyOf(views.folders.locations(BatchTable.DAILY_STATS));
    RunSummary again = views.run();
    assertThat(again.mode()).isEqualTo("nothing-new");
    assertThat(again.days()).isEmpty();
    assertThat(again.horizon()).isEqualTo("2026-05-01T13:45:00Z");
    assertThat(views.everything()).isEqualTo(before);
    assertThat(views.folders.locations(BatchTable.DAILY_STATS)).isEqualTo(locations);
    assertThat(views.records()).hasSize(1);

    // Not even when the tables lost a partition: that one comes back.
    views.folders.locations(BatchTable.DAILY_STATS).clear();
    views.run();
    assertThat(views.everything()).isEqualTo(before);
  }

  @Test
  void runThatDiesAtAnyStepIsMadeGoodByTheNext() throws Exception {
    FolderRuns views = views("views");
    master.wholeDay(BUDERIM, "2026-04-28", 3, 0).commit();
    views.run();
    int hour = 0;
    for (BatchRun.Step step : BatchRun.Step.values()) {
      // Each death comes with a change of its own, in another month too.
      master.flow(BUDERIM, String.format("2026-04-28T%02d:07", hour), 10 + hour);
      master.flow(MADRID, String.format("2026-05-%02dT12:00", hour + 1), 20 + hour).commit();
      observations.level(HOPE, String.format("2026-04-28T%02d:07", hour), 2 + 0.1 * hour);
      observations.air(HALIFAX, String.format("2026-05-%02dT12:00", hour + 1), hour, 5).commit();
      hour++;
      assertThatThrownBy(() -> views.dieAt(step)).hasMessage("killed at " + step);
    }
    RunSummary last = views.run();
    // The record of the last death stood already: nothing was left to do.
    assertThat(last.mode()).isEqualTo("nothing-new");
    FolderRuns whole = views("whole");
    whole.run();
    assertThat(views.everything()).isEqualTo(whole.everything());
    assertThat(views.records()).hasSize(2);
  }

  @Test
  void rangeThatDiedHalfPublishedIsTakenOverByTheNextRun() throws Exception {
    FolderRuns views = views("views");
    master.wholeDay(BUDERIM, "2026-04-10", 3, 0).wholeDay(BUDERIM, "2026-04-20", 3, 900).commit();
    views.run();
    assertThatThrownBy(
            () ->
                views.run(
                    new RunRequest.Range(Optional.empty(), Optional.of(LocalDate.of(2026, 4, 10))),
                    step -> {
                      if (step == BatchRun.Step.DAYS_PUBLISHED) {
                        throw new IllegalStateException("killed");
                      }
                    }))
        .hasMessage("killed");
    master.flow(BUDERIM, "2026-04-20T10:01", 5).commit();
    lake.overrides().put("batch.file-grace", "0s");
    assertThat(views.run().days()).containsExactly("2026-04-10", "2026-04-20");
    // What the dead run left is deleted, and nothing points at it.
    views.run();
    FolderRuns whole = views("whole");
    whole.run();
    assertThat(views.everything()).isEqualTo(whole.everything());
  }

  @Test
  void rangeRecomputesItsDaysAndLeavesOtherChangesToTheNextRun() throws Exception {
    FolderRuns views = views("views");
    master.wholeDay(BUDERIM, "2026-04-10", 3, 0).wholeDay(BUDERIM, "2026-04-20", 3, 900).commit();
    views.run();
    master.flow(BUDERIM, "2026-04-10T10:01", 5).flow(BUDERIM, "2026-04-20T10:01", 7).commit();
    RunSummary range = views.range("2026-04-01", "2026-04-15");
    assertThat(range.mode()).isEqualTo("range");
    assertThat(range.days()).containsExactly("2026-04-10");
    assertThat(views.run().days()).containsExactly("2026-04-10", "2026-04-20");
    assertThat(views.range("2025-01-01", "2025-12-31").days()).isEmpty();
    FolderRuns whole = views("whole");
    whole.run();
    assertThat(views.everything()).isEqualTo(whole.everything());
  }

  @Test
  void firstMessageInKafkaOrderCounts() throws Exception {
    master.flow(BUDERIM, "2026-05-01T10:00", 5).commit();
    master.flow(BUDERIM, "2026-05-01T10:00", 500).flow(BUDERIM, "2026-05-01T10:00", 50).commit();
    FolderRuns views = views("views");
    RunSummary summary = views.run();
    assertThat(summary.readings()).isEqualTo(1);
    assertThat(summary.duplicates()).isEqualTo(2);
    assertThat(views.rows(BatchTable.DAILY_STATS).get(0)).contains("Pulse1,L,5.0");
  }

  @Test
  void lateReadingsAreCountedWithTheirDay() throws Exception {
    master
        .flow(BUDERIM, "2026-05-01T10:00", 1)
        .flow(BUDERIM, "2026-05-01T20:00", 2)
        .flow(BUDERIM, "2026-05-01T13:45", 4)
        .flow(BUDERIM, "2026-05-01T14:15", 8)
        .commit();
    FolderRuns views = views("views");
    views.run();
    assertThat(views.rows(BatchTable.DAILY_STATS).get(0))
        .contains("Pulse1,L,15.0,3.75,8.0,1.0,4,0,1,");
  }

  @Test
  void silenceIsSeenOnceTheDayIsOver() throws Exception {
    FolderRuns views = views("views");
    master.wholeDay(BUDERIM, "2026-05-01", 1, 0).flow(BUDERIM, "2026-05-02T08:00", 1).commit();
    views.run();
    assertThat(problems(views, "SILENT")).isEmpty();
    // Another meter moves the horizon on, on another day.
    master.flow(MADRID, "2026-05-03T12:00", 1).commit();
    views.run();
    assertThat(problems(views, "SILENT"))
        .singleElement()
        .asString()
        .startsWith("2026-05-02 [83008,Pulse1,SILENT,WARNING");
  }

  @Test
  void forecastsFollowTheHorizonAlsoWhereNoReadingCame() throws Exception {
    FolderRuns views = views("views");
    for (int day = 1; day <= 4; day++) {
      master.wholeDay(BUDERIM, "2026-04-0" + day, 1, 96.0 * day);
      master.wholeDay(MADRID, "2026-04-0" + day, 1, 24.0 * day);
    }
    // In Brisbane it is May already, in Madrid it is not.
    master.flow(BUDERIM, "2026-05-01T00:00", 1).commit();
    views.run();
    assertThat(months(views, "2026-04 [83008,Pulse1,"))
        .singleElement()
        .asString()
        .endsWith(",384.0,384.0,384.0,4,2026-04-30]");
    assertThat(months(views, "2026-04 [17,Pulse1,"))
        .singleElement()
        .asString()
        .endsWith(",120.0,120.0,120.0,4,2026-04-29]");

    // No day of April has news, yet April is over in Madrid now.
    master.flow(BUDERIM, "2026-05-01T12:00", 1).commit();
    assertThat(views.run().days()).doesNotContain("2026-04-04");
    assertThat(months(views, "2026-04 [17,Pulse1,"))
        .singleElement()
        .asString()
        .endsWith(",96.0,96.0,96.0,4,2026-04-30]");
    FolderRuns whole = views("whole");
    whole.run();
    assertThat(views.everything()).isEqualTo(whole.everything());
  }

  @Test
  void compactionIsNoChangeAndAnExpiredSnapshotMeansEverything() throws Exception {
    FolderRuns views = views("views");
    master.wholeDay(BUDERIM, "2026-05-01", 1, 0).commit();
    master.flow(BUDERIM, "2026-05-01T00:05", 1).commit();
    views.run();
    Table table = Spark3Util.loadIcebergTable(lake.spark(), lake.dataset().readings());
    SparkActions.get(lake.spark()).rewriteDataFiles(table).option("rewrite-all", "true").execute();
    assertThat(views.run().mode()).isEqualTo("nothing-new");

    master.flow(BUDERIM, "2026-05-01T00:06", 1).commit();
    assertThat(views.run().mode()).isEqualTo("incremental");
    master.flow(BUDERIM, "2026-05-01T00:07", 1).commit();
    table.refresh();
    table
        .expireSnapshots()
        .expireOlderThan(table.currentSnapshot().timestampMillis())
        .retainLast(1)
        .commit();
    assertThat(views.run().mode()).isEqualTo("everything");
  }

  @Test
  void tidyingJoinsFilesAndKeepsTheSnapshotThatTheNextRunNeeds() throws Exception {
    lake.overrides().put("batch.maintenance.every", "0s");
    lake.overrides().put("batch.maintenance.snapshot-retention", "0s");
    lake.overrides().put("batch.maintenance.small-files", "2");
    FolderRuns views = views("views");
    for (int i = 0; i < 4; i++) {
      master.flow(BUDERIM, "2026-05-01T00:0" + i, 1).commit();
    }
    views.run();
    master.flow(BUDERIM, "2026-05-01T00:05", 1).commit();
    views.run();
    Table table = Spark3Util.loadIcebergTable(lake.spark(), lake.dataset().readings());
    try (var files = table.newScan().planFiles()) {
      assertThat(files).hasSize(1);
    }
    master.flow(BUDERIM, "2026-05-01T00:06", 1).commit();
    assertThat(views.run().mode()).isEqualTo("incremental");
    assertThat(views.rows(BatchTable.METER_READINGS)).hasSize(6);
  }

  @Test
  void supersededFilesStayForTheGraceAndThenGo() throws Exception {
    FolderRuns views = views("views");
    master.wholeDay(BUDERIM, "2026-05-01", 1, 0).commit();
    views.run();
    master.flow(BUDERIM, "2026-05-01T00:05", 1).commit();
    views.run();
    assertThat(runFolders(views)).hasSize(2);
    lake.overrides().put("batch.file-grace", "0s");
    master.flow(BUDERIM, "2026-05-01T00:06", 1).commit();
    views.run();
    assertThat(runFolders(views)).hasSize(1);
    assertThat(views.rows(BatchTable.METER_READINGS)).hasSize(194);
  }

  @Test
  void emptyMasterDatasetGivesEmptyTables() throws Exception {
    FolderRuns views = views("views");
    RunSummary summary = views.run();
    assertThat(summary.mode()).isEqualTo("nothing-new");
    assertThat(summary.snapshotId()).isNull();
    assertThat(summary.horizon()).isNull();
    assertThat(views.folders.locations(BatchTable.DAILY_STATS)).isEmpty();
  }

  @Test
  void longRangesAreComputedInPasses() throws Exception {
    lake.overrides().put("batch.readings-per-pass", "1000");
    FolderRuns passes = views("passes");
    for (int day = 1; day <= 9; day++) {
      master.wholeDay(BUDERIM, "2026-05-0" + day, day, 1000.0 * day);
    }
    master.commit();
    passes.run();
    lake.overrides().put("batch.readings-per-pass", "100000");
    FolderRuns whole = views("whole");
    whole.run();
    assertThat(passes.everything()).isEqualTo(whole.everything());
    assertThat(passes.records().get(0).<Object>getAs("horizon")).isNotNull();
  }

  private static List<String> problems(FolderRuns views, String type) {
    return views.rows(BatchTable.PROBLEM_METERS).stream()
        .filter(row -> row.contains(type))
        .toList();
  }

  private static List<String> months(FolderRuns views, String start) {
    return views.rows(BatchTable.MONTHLY_STATS).stream()
        .filter(row -> row.startsWith(start))
        .toList();
  }

  private static List<Path> runFolders(FolderRuns views) throws IOException {
    try (Stream<Path> runs = Files.list(views.warehouse.resolve("daily_stats"))) {
      return runs.filter(Files::isDirectory).toList();
    }
  }
}

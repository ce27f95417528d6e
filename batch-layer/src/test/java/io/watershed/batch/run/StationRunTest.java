package io.watershed.batch.run;

import static io.watershed.batch.run.ObservationFixture.CREEK;
import static io.watershed.batch.run.ObservationFixture.HALIFAX;
import static io.watershed.batch.run.ObservationFixture.HOPE;
import static io.watershed.batch.run.ObservationFixture.LAKE;
import static io.watershed.batch.run.ObservationFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.batch.LakeFixture;
import io.watershed.batch.hive.BatchTable;
import io.watershed.core.station.Element;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole runs over the observations of a master dataset in a folder. */
@Tag("slow")
class StationRunTest {

  @RegisterExtension private final LakeFixture lake = new LakeFixture();

  private ObservationFixture observations;

  @BeforeEach
  void createDataset() {
    lake.overrides().put("forecast.rounds", "2");
    observations = new ObservationFixture(lake.spark(), lake.dataset());
  }

  private FolderRuns views(String name) {
    return new FolderRuns(lake, name);
  }

  @Test
  void messagesOfOneInstantBecomeOneObservation() throws Exception {
    observations
        .level(HOPE, "2026-05-01T10:00", 2.5)
        .level(HOPE, "2026-05-01T10:00", 9.9)
        .add(
            HOPE,
            at(HOPE, "2026-05-01T10:00"),
            Map.of(Element.WATER_LEVEL, 9.8, Element.DISCHARGE, 800.0))
        .air(HALIFAX, "2026-05-01T23:30", -5, 30)
        .add(HALIFAX, at(HALIFAX, "2026-05-02T00:30"), Map.of(Element.REL_HUM, 400.0))
        .commit();
    FolderRuns views = views("views");
    RunSummary summary = views.run();
    assertThat(views.rows(BatchTable.STATION_OBSERVATIONS))
        .containsExactly(
            "2026-05-01 [08MF005,2026-05-01T17:00,2026-05-01T10:00,gauge,test,BC,null,null,null,"
                + "null,null,null,null,null,null,null,2.5,800.0,null,null,null,null,ArraySeq(),0,0,"
                + "2026-06-01T00:00:01]",
            "2026-05-01 [CYHZ,2026-05-02T02:30,2026-05-01T23:30,weather,test,NS,-5.0,null,null,"
                + "30.0,null,null,null,null,null,null,null,null,-12.996724811921073,"
                + "-12.996724811921073,null,null,ArraySeq(),0,3,2026-06-01T00:00:04]",
            "2026-05-02 [CYHZ,2026-05-02T03:30,2026-05-02T00:30,weather,test,NS,null,null,400.0,"
                + "null,null,null,null,null,null,null,null,null,null,null,null,null,"
                + "ArraySeq(rel_hum:GROSS_RANGE),0,4,2026-06-01T00:00:05]");
    assertThat(summary.mode()).isEqualTo("nothing-new");
    StationSummary stations = summary.stations();
    assertThat(stations.mode()).isEqualTo("everything");
    assertThat(stations.days()).containsExactly("2026-05-01", "2026-05-02");
    assertThat(stations.messages()).isEqualTo(5);
    assertThat(stations.observations()).isEqualTo(3);
    assertThat(stations.duplicates()).isEqualTo(1);
    assertThat(stations.merged()).isEqualTo(1);
    assertThat(stations.flagged()).isEqualTo(Map.of("GROSS_RANGE", 1L));
    assertThat(stations.horizon()).isEqualTo("2026-05-02T03:30:00Z");
    assertThat(stations.rawBytes()).isBetween(5 * 150L, 5 * 400L);
    assertThat(stations.parquetBytes()).isPositive();
    assertThat(views.records())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.<String>getAs("mode")).isEqualTo("nothing-new");
              assertThat(row.<Long>getAs("snapshot_id")).isNull();
              assertThat(row.<Long>getAs("observations")).isEqualTo(3);
              assertThat(row.<Long>getAs("observation_duplicates")).isEqualTo(1);
              assertThat(row.<Long>getAs("raw_bytes")).isEqualTo(stations.rawBytes());
              assertThat(row.getJavaMap(row.fieldIndex("flagged_values")))
                  .isEqualTo(Map.of("GROSS_RANGE", 1L));
            });
  }

  @Test
  void hoursLatestAndMetadataHoldBelievedValuesOnly() throws Exception {
    observations
        .level(HOPE, "2026-05-01T16:00", 2.0)
        .level(HOPE, "2026-05-01T16:15", 2.2)
        .level(HOPE, "2026-05-01T16:30", 7.7)
        .level(HOPE, "2026-05-01T16:45", 2.1)
        .level(HOPE, "2026-05-01T17:00", 2.3)
        .level(HOPE, "2026-05-01T17:15", 2.4)
        .commit();
    FolderRuns views = views("views");
    assertThat(views.run().stations().flagged()).isEqualTo(Map.of("RATE_OF_CHANGE", 1L));
    assertThat(views.rows(BatchTable.STATION_HOURLY_SUMMARY))
        .containsExactly(
            "2026-05-01 [08MF005,gauge,2026-05-01T23:00,water_level,3,2.0,2.2,2.1,2.1,1,2.0]",
            "2026-05-02 [08MF005,gauge,2026-05-02T00:00,water_level,2,2.3,2.4,2.3499999999999996,"
                + "2.4,0,2.3]");
    assertThat(views.rows(BatchTable.STATION_LATEST))
        .containsExactly(
            "all [08MF005,2026-05-02T00:15,null,null,null,null,null,null,null,null,null,null,2.4,"
                + "null,null,null,null,null,0.19999999999999973,null,null,ArraySeq()]");
    assertThat(views.rows(BatchTable.STATION_METADATA))
        .containsExactly(
            "all [08MF005,gauge,FRASER RIVER AT HOPE,49.386,-121.454,41.0,BC,null,"
                + "America/Vancouver,08MH126,8.5,station,test,2026-05-01T23:00,2026-05-02T00:15,6]");
  }

  @Test
  void lastValueOfDayIsJudgedByTheNextDay() throws Exception {
    FolderRuns views = views("views");
    observations
        .hours(HOPE, "2026-05-01", 23, hour -> 2)
        .level(HOPE, "2026-05-01T23:00", 2.5)
        .commit();
    views.run();
    assertThat(views.rows(BatchTable.STATION_OBSERVATIONS)).noneMatch(row -> row.contains("SPIKE"));
    observations.level(HOPE, "2026-05-02T00:00", 2.0).level(HOPE, "2026-05-02T01:00", 2.0).commit();
    RunSummary next = views.run();
    assertThat(next.stations().days()).containsExactly("2026-05-01", "2026-05-02");
    assertThat(views.rows(BatchTable.STATION_OBSERVATIONS))
        .filteredOn(row -> row.contains("SPIKE"))
        .singleElement()
        .asString()
        .startsWith("2026-05-01 [08MF005,2026-05-02T06:00,2026-05-01T23:00");
    equalsOneOverEverything(views);
  }

  @Test
  void incrementalRunsEqualOneOverEverything() throws Exception {
    FolderRuns views = views("views");
    observations
        .hours(HOPE, "2026-04-01", 24 * 9, hour -> 2 + Math.sin(hour / 20.0))
        .hours(CREEK, "2026-04-01", 24 * 9, hour -> 0.5 + hour * 0.001)
        .air(HALIFAX, "2026-04-02T12:00", 3, 20)
        .commit();
    assertThat(views.run().stations().mode()).isEqualTo("everything");
    assertThat(views.rows(BatchTable.STATION_METADATA).get(0)).contains("0.70425,p95,test");

    // Late data of one station, a duplicate of it, a new station and a new day of another.
    observations
        .level(HOPE, "2026-04-05T10:20", 2.9)
        .level(HOPE, "2026-04-05T10:20", 3.9)
        .level(HOPE, "2026-04-05T10:00", 3.9)
        .air(HALIFAX, "2026-04-10T12:00", 24, 20)
        .level(LAKE, "2026-04-03T10:00", 1)
        .commit();
    RunSummary second = views.run();
    assertThat(second.stations().mode()).isEqualTo("incremental");
    assertThat(second.stations().days())
        .containsExactly(
            "2026-04-02",
            "2026-04-03",
            "2026-04-04",
            "2026-04-05",
            "2026-04-06",
            "2026-04-07",
            "2026-04-09",
            "2026-04-10");
    assertThat(second.stations().duplicates()).isEqualTo(2);
    equalsOneOverEverything(views);

    // A range computes its days again and leaves other changes to the next run.
    observations.level(HOPE, "2026-04-02T10:20", 2.9).level(CREEK, "2026-04-08T10:20", 9).commit();
    assertThat(views.range("2026-04-02", "2026-04-02").stations().days())
        .containsExactly("2026-04-02");
    assertThat(views.run().stations().days()).contains("2026-04-01", "2026-04-02", "2026-04-08");
    equalsOneOverEverything(views);
  }

  @Test
  void runningTwiceChangesNothing() throws Exception {
    observations.hours(HOPE, "2026-05-01", 30, hour -> 2).air(HALIFAX, "2026-05-01T12:00", 3, 20);
    observations.commit();
    FolderRuns views = views("views");
    views.run();
    Map<BatchTable, List<String>> before = views.everything();
    RunSummary again = views.run();
    assertThat(again.mode()).isEqualTo("nothing-new");
    assertThat(again.stations()).isNull();
    assertThat(views.everything()).isEqualTo(before);
    assertThat(views.records()).hasSize(1);

    // Not even when the tables lost their places: those come back.
    views.folders.locations(BatchTable.STATION_LATEST).clear();
    views.folders.locations(BatchTable.STATION_HOURLY_SUMMARY).clear();
    views.run();
    assertThat(views.everything()).isEqualTo(before);
  }

  @Test
  void filesThatNothingPointsAtAnyMoreGo() throws Exception {
    lake.overrides().put("batch.file-grace", "0s");
    FolderRuns views = views("views");
    for (int hour = 0; hour < 3; hour++) {
      observations.level(HOPE, "2026-05-01T1" + hour + ":00", 2).commit();
      views.run();
    }
    assertThat(views.warehouse.resolve("station_latest")).isDirectoryContaining("glob:**/run=*");
    for (BatchTable table : List.of(BatchTable.STATION_LATEST, BatchTable.STATION_OBSERVATIONS)) {
      assertThat(views.warehouse.resolve(table.tableName()).toFile().list()).hasSize(1);
    }
    assertThat(views.rows(BatchTable.STATION_OBSERVATIONS)).hasSize(3);
  }

  @Test
  void weatherOfCitiesIsTheSameAfterEveryRerunAndCanBeReadAsItWas() throws Exception {
    FolderRuns views = views("views");
    observations.air(HALIFAX, "2026-05-01T12:00", 3, 20).level(HOPE, "2026-05-01T12:00", 2);
    observations.commit();
    views.run();
    long first = snapshot();
    observations.air(HALIFAX, "2026-05-01T13:00", 4, 20).air(HALIFAX, "2026-05-01T13:00", 5, 20);
    observations.commit();
    views.run();
    long second = snapshot();
    // Again from scratch, into other views: no row changes, and no snapshot is added.
    views("others").run();
    assertThat(snapshot()).isEqualTo(second).isNotEqualTo(first);
    assertThat(cities("")).containsExactly("[Halifax,CYHZ,3.0]", "[Halifax,CYHZ,4.0]");
    assertThat(cities(" VERSION AS OF " + first)).containsExactly("[Halifax,CYHZ,3.0]");

    // A value that later ones make doubtful is taken back.
    observations.air(HALIFAX, "2026-05-01T14:00", 44, 20).air(HALIFAX, "2026-05-01T15:00", 5, 20);
    observations.commit();
    views.run();
    assertThat(cities(""))
        .containsExactly(
            "[Halifax,CYHZ,3.0]",
            "[Halifax,CYHZ,4.0]",
            "[Halifax,CYHZ,null]",
            "[Halifax,CYHZ,5.0]");
  }

  @Test
  void manyCitiesShareFewFilesOfWhichAQuestionReadsItsOwn() throws Exception {
    for (int city = 0; city < 200; city++) {
      Station station =
          new Station(
              "C" + city,
              StationKind.WEATHER,
              null,
              null,
              null,
              null,
              null,
              "City " + city,
              HALIFAX.zone(),
              null,
              null);
      observations.air(station, "2026-05-01T12:00", city % 20, 20);
    }
    observations.commit();
    views("views").run();
    assertThat(cities("")).hasSize(200);
    assertThat(lake.spark().table(weatherByCity() + ".files").count()).isBetween(2L, 16L);
    Table table = Spark3Util.loadIcebergTable(lake.spark(), weatherByCity());
    assertThat(table.newScan().filter(Expressions.equal("city", "City 7")).planFiles()).hasSize(1);
  }

  @Test
  void weatherOfCitiesTakesAnotherColumn() throws Exception {
    FolderRuns views = views("views");
    observations.air(HALIFAX, "2026-05-01T12:00", 3, 20).commit();
    views.run();
    lake.spark().sql("ALTER TABLE " + weatherByCity() + " ADD COLUMN uv_index double");
    observations.air(HALIFAX, "2026-05-01T13:00", 4, 20).commit();
    views.run();
    lake.spark()
        .sql(
            "UPDATE "
                + weatherByCity()
                + " SET uv_index = 2.5 WHERE event_time = TIMESTAMP '2026-05-01T16:00:00Z'");
    assertThat(
            lake.spark()
                .sql("SELECT air_temp, uv_index FROM " + weatherByCity() + " ORDER BY event_time")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[3.0,null]", "[4.0,2.5]");
  }

  private String weatherByCity() {
    return lake.dataset().weatherByCity();
  }

  private List<String> cities(String version) {
    return lake
        .spark()
        .sql(
            "SELECT city, station_id, air_temp FROM "
                + weatherByCity()
                + version
                + " ORDER BY event_time")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }

  private long snapshot() {
    return lake.spark()
        .sql(
            "SELECT snapshot_id FROM "
                + weatherByCity()
                + ".snapshots ORDER BY committed_at DESC LIMIT 1")
        .first()
        .getLong(0);
  }

  private void equalsOneOverEverything(FolderRuns views) throws Exception {
    FolderRuns whole = views("whole" + System.nanoTime());
    whole.run();
    assertThat(views.everything()).isEqualTo(whole.everything());
  }
}

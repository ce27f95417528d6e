package io.watershed.batch.run;

import static io.watershed.batch.run.MasterFixture.BUDERIM;
import static io.watershed.batch.run.MasterFixture.MADRID;
import static io.watershed.batch.run.ObservationFixture.CREEK;
import static io.watershed.batch.run.ObservationFixture.HALIFAX;
import static io.watershed.batch.run.ObservationFixture.HOPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.batch.BatchMain;
import io.watershed.batch.hive.HivePublisher;
import io.watershed.batch.transform.Rules;
import io.watershed.cluster.LocalCluster;
import io.watershed.cluster.ServerKind;
import io.watershed.core.reading.Measurement;
import io.watershed.core.settings.Settings;
import io.watershed.hive.HiveConnections;
import io.watershed.spark.MasterDataset;
import io.watershed.spark.SparkSessions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Real HDFS and Hive: what a query over JDBC sees of a run. */
class BatchIT {

  private static final Pattern OTHER_DAYS = Pattern.compile("/local_date=2026-05-0[1-5]/");

  @TempDir static Path folder;
  private static LocalCluster cluster;
  private static Map<String, String> properties;
  private static HiveConnections connections;

  private String database;

  @BeforeAll
  static void startServers() {
    cluster = LocalCluster.start(folder, Set.of(ServerKind.HIVE));
    properties = new TreeMap<>(cluster.settings());
    properties.put("watershed.data-dir", folder.resolve("var").toString());
    properties.put("watershed.spark.master", "local[2]");
    properties.put("watershed.spark.shuffle-partitions", "2");
    properties.put("watershed.forecast.rounds", "2");
    properties.forEach(System::setProperty);
    connections = HiveConnections.from(Settings.load());
  }

  @AfterAll
  static void stopServers() {
    connections.close();
    properties.keySet().forEach(System::clearProperty);
    System.clearProperty("watershed.master.namespace");
    System.clearProperty("watershed.hive.database");
    System.clearProperty("watershed.hive.warehouse");
    cluster.close();
  }

  @BeforeEach
  void useOwnTables(TestInfo test) {
    database = test.getTestMethod().orElseThrow().getName().replaceAll("[A-Z].*", "");
    System.setProperty("watershed.master.namespace", database);
    System.setProperty("watershed.hive.database", database);
    System.setProperty("watershed.hive.warehouse", cluster.hdfs().uri() + "/hive/" + database);
  }

  @Test
  void sumsOverJdbcEqualThoseOfTheInput() throws Exception {
    Map<String, List<Double>> expected = new TreeMap<>();
    try (SparkSession spark = SparkSessions.create("batch-it", Settings.load())) {
      MasterFixture master = new MasterFixture(spark, MasterDataset.from(Settings.load()));
      Random random = new Random(7);
      Set<String> times = new HashSet<>(Set.of("2026-05-01T12:00"));
      for (int i = 0; i < 400; i++) {
        String time =
            String.format("2026-05-%02dT%02d:%02d", 1 + i % 3, random.nextInt(24), i % 60);
        double litres = random.nextInt(200);
        if (times.add(time)) {
          master.flow(BUDERIM, time, litres);
          expected
              .computeIfAbsent("83008 Pulse1 " + time.substring(0, 10), day -> new ArrayList<>())
              .add(litres);
        }
      }
      master.flow(BUDERIM, "2026-05-01T12:00", -5);
      master.commit();
      master.flow(BUDERIM, "2026-05-01T12:00", 123).commit();
    }

    JsonNode summary = run();
    assertThat(summary.get("days")).hasSize(3);
    assertThat(summary.get("mode").asText()).isEqualTo("everything");
    Map<String, String> sums = new TreeMap<>();
    expected.forEach(
        (day, values) ->
            sums.put(
                day,
                values.stream().mapToDouble(Double::doubleValue).sum()
                    + " "
                    + values.stream().mapToDouble(Double::doubleValue).max().orElseThrow()
                    + " "
                    + values.stream().mapToDouble(Double::doubleValue).min().orElseThrow()
                    + " "
                    + values.size()));
    Map<String, String> found = new TreeMap<>();
    for (List<String> row :
        query(
            "SELECT meter_id, measurement_type, cast(local_date as string), total_value, max_value,"
                + " min_value, reading_count FROM daily_stats")) {
      found.put(String.join(" ", row.subList(0, 3)), String.join(" ", row.subList(3, row.size())));
    }
    assertThat(found).isEqualTo(sums);
    assertThat(query("SELECT count(*), sum(value) FROM meter_readings WHERE counted"))
        .containsExactly(
            List.of(
                String.valueOf(expected.values().stream().mapToInt(List::size).sum()),
                String.valueOf(
                    expected.values().stream()
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .sum())));

    // Once more: nothing is new, nothing changes.
    JsonNode again = run();
    assertThat(again.get("mode").asText()).isEqualTo("nothing-new");
    assertThat(query("SELECT run_id, snapshot_id, days, duplicates, excluded FROM batch_runs"))
        .containsExactly(
            List.of(
                summary.get("runId").asText(), summary.get("snapshotId").asText(), "3", "1", "1"));
  }

  @Test
  void instantsSurviveEveryZoneOnTheWay() throws Exception {
    // Two wall clocks of UTC that do not exist in, or are ambiguous to, this JVM's zone
    // (America/St_Johns), and days that differ between UTC and the meters' zones.
    List<String> instants =
        List.of(
            "2026-03-08T02:30:00Z",
            "2026-11-01T01:30:00Z",
            "2026-05-01T13:59:59.999Z",
            "2026-05-01T14:00:00Z");
    try (SparkSession spark = SparkSessions.create("batch-it", Settings.load())) {
      MasterFixture master = new MasterFixture(spark, MasterDataset.from(Settings.load()));
      for (String instant : instants) {
        master.add(BUDERIM.id(), Measurement.FLOW, Instant.parse(instant), 1);
      }
      master.add(MADRID.id(), Measurement.FLOW, Instant.parse("2026-10-25T00:30:00Z"), 1);
      master.add(MADRID.id(), Measurement.FLOW, Instant.parse("2026-10-25T01:30:00Z"), 1);
      master.commit();
    }
    run();
    assertThat(
            query(
                "SELECT meter_id, epoch_millis, cast(event_time as string), cast(local_time as"
                    + " string), cast(local_date as string) FROM meter_readings"))
        .containsExactlyInAnyOrder(
            row("83008", instants.get(0), "2026-03-08 02:30:00", "2026-03-08 12:30:00"),
            row("83008", instants.get(1), "2026-11-01 01:30:00", "2026-11-01 11:30:00"),
            row("83008", instants.get(2), "2026-05-01 13:59:59.999", "2026-05-01 23:59:59.999"),
            row("83008", instants.get(3), "2026-05-01 14:00:00", "2026-05-02 00:00:00"),
            row("17", "2026-10-25T00:30:00Z", "2026-10-25 00:30:00", "2026-10-25 02:30:00"),
            row("17", "2026-10-25T01:30:00Z", "2026-10-25 01:30:00", "2026-10-25 02:30:00"));
    assertThat(
            query(
                "SELECT count(*) FROM meter_readings WHERE"
                    + " event_time >= TIMESTAMP '2026-05-01 14:00:00'"
                    + " AND event_time < TIMESTAMP '2026-05-01 14:00:01'"))
        .containsExactly(List.of("1"));
  }

  @Test
  void readersSeeTheOldDayOrTheNewOneThroughDeathsAndRepointing() throws Exception {
    Settings settings = Settings.load();
    try (SparkSession spark = SparkSessions.create("batch-it", settings);
        HivePublisher hive =
            new HivePublisher(connections, database, settings.string("hive.warehouse"), 100, 2)) {
      MasterDataset dataset = MasterDataset.from(settings);
      MasterFixture master = new MasterFixture(spark, dataset);
      ObservationFixture observations = new ObservationFixture(spark, dataset);
      master.wholeDay(BUDERIM, "2026-05-01", 1, 0).commit();
      observations.level(HOPE, "2026-05-01T10:00", 2).level(CREEK, "2026-05-01T10:00", 1).commit();
      run(spark, dataset, hive, step -> {});
      Set<Integer> seen = new ConcurrentSkipListSet<>();
      Set<Integer> stationsSeen = new ConcurrentSkipListSet<>();
      AtomicBoolean stop = new AtomicBoolean();
      CountDownLatch reading = new CountDownLatch(2);
      String readings = ".meter_readings WHERE local_date = '2026-05-01'";
      CompletableFuture<Void> reader =
          CompletableFuture.runAsync(() -> watch(readings, seen, stop, reading));
      CompletableFuture<Void> otherReader =
          CompletableFuture.runAsync(() -> watch(".station_latest", stationsSeen, stop, reading));
      assertThat(reading.await(60, TimeUnit.SECONDS))
          .as("readers got their first answers")
          .isTrue();

      master.flow(BUDERIM, "2026-05-01T10:01", 7).flow(BUDERIM, "2026-05-01T10:02", 7).commit();
      observations.level(HOPE, "2026-05-01T11:00", 2.5).air(HALIFAX, "2026-05-01T11:00", 3, 20);
      observations.commit();
      for (BatchRun.Step death :
          List.of(
              BatchRun.Step.MONTHS_WRITTEN,
              BatchRun.Step.DAYS_PUBLISHED,
              BatchRun.Step.STATION_VIEWS_WRITTEN,
              BatchRun.Step.STATIONS_PUBLISHED,
              BatchRun.Step.MANIFEST_WRITTEN)) {
        assertThatThrownBy(() -> run(spark, dataset, hive, dyingAt(death)))
            .hasMessage("killed at " + death);
      }
      RunSummary last = run(spark, dataset, hive, step -> {});
      assertThat(last.days()).containsExactly("2026-05-01");
      stop.set(true);
      reader.get(60, TimeUnit.SECONDS);
      otherReader.get(60, TimeUnit.SECONDS);
      assertThat(seen).isSubsetOf(Set.of(192, 194));
      assertThat(stationsSeen).isSubsetOf(Set.of(2, 3));
      assertThat(query("SELECT station_id, water_level, level_change_1h FROM station_latest"))
          .containsExactlyInAnyOrder(
              List.of("08MF005", "2.5", "0.5"),
              Arrays.asList("01AD002", "1.0", null),
              Arrays.asList("CYHZ", null, null));
      assertThat(query("SELECT station_id, observations FROM station_metadata"))
          .containsExactlyInAnyOrder(
              List.of("08MF005", "2"), List.of("01AD002", "1"), List.of("CYHZ", "1"));
      assertThat(query("SELECT value FROM meter_readings")).hasSize(194);
      assertThat(
              query(
                  "SELECT monthly_total, reading_count FROM monthly_stats WHERE month = '2026-05'"
                      + " AND measurement_type = 'Pulse1'"))
          .containsExactly(List.of("110.0", "98"));
      assertThat(query("SELECT run_id FROM batch_runs")).hasSize(2);
    }
  }

  @Test
  void stationsAnswerOverJdbcAndLateDataChangesItsDayOnly() throws Exception {
    try (SparkSession spark = SparkSessions.create("batch-it", Settings.load())) {
      new ObservationFixture(spark, MasterDataset.from(Settings.load()))
          .hours(CREEK, "2026-05-01", 24 * 8, hour -> 0.5 + hour * 0.01)
          .air(HALIFAX, "2026-05-08T12:00", -5, 30)
          .level(HOPE, "2026-05-01T23:30", 99_999)
          .commit();
    }
    JsonNode summary = run();
    assertThat(summary.at("/stations/observations").asInt()).isEqualTo(24 * 8 + 2);
    assertThat(summary.at("/stations/flagged").toString()).isEqualTo("{\"GROSS_RANGE\":1}");
    assertThat(
            query(
                "SELECT cast(event_time as string), cast(local_time as string), local_date, kind,"
                    + " source, province, air_temp, wind_speed, wind_chill, feels_like, rel_hum,"
                    + " size(quality_flags), source_partition, source_offset FROM"
                    + " station_observations WHERE station_id = 'CYHZ'"))
        .containsExactly(
            Arrays.asList(
                "2026-05-08 15:00:00",
                "2026-05-08 12:00:00",
                "2026-05-08",
                "weather",
                "test",
                "NS",
                "-5.0",
                "30.0",
                "-12.996724811921073",
                "-12.996724811921073",
                null,
                "0",
                "0",
                "192"));
    assertThat(query("SELECT quality_flags[0] FROM station_observations WHERE water_level > 100"))
        .containsExactly(List.of("water_level:GROSS_RANGE"));
    assertThat(
            query(
                "SELECT cast(hour_start_time as string), utc_date, element, value_count, minimum,"
                    + " maximum, mean, last_value, excluded_count FROM station_hourly_summary"
                    + " WHERE station_id IN ('CYHZ', '08MF005') AND element <> 'wind_speed'"))
        .containsExactlyInAnyOrder(
            List.of(
                "2026-05-08 15:00:00",
                "2026-05-08",
                "air_temp",
                "1",
                "-5.0",
                "-5.0",
                "-5.0",
                "-5.0",
                "0"),
            Arrays.asList(
                "2026-05-02 06:00:00",
                "2026-05-02",
                "water_level",
                "0",
                null,
                null,
                null,
                null,
                "1"));
    assertThat(
            query(
                "SELECT station_id, name, time_zone, round(high_water, 4), high_water_from,"
                    + " cast(last_time as string), observations FROM station_metadata"))
        .containsExactlyInAnyOrder(
            Arrays.asList(
                "01AD002", null, "America/Halifax", "2.3145", "p95", "2026-05-09 02:00:00", "192"),
            List.of(
                "08MF005",
                "FRASER RIVER AT HOPE",
                "America/Vancouver",
                "8.5",
                "station",
                "2026-05-02 06:30:00",
                "1"),
            Arrays.asList(
                "CYHZ",
                "HALIFAX STANFIELD",
                "America/Halifax",
                null,
                null,
                "2026-05-08 15:00:00",
                "1"));
    // Hive must not answer from what it remembers of a table before it was replaced.
    assertThat(query("SELECT count(*) FROM station_latest")).containsExactly(List.of("3"));
    // One gauge, from 48 hours back on, 24 hours ahead.
    assertThat(query("SELECT count(*) FROM water_level_forecasts"))
        .containsExactly(List.of(String.valueOf(48 * 24)));
    assertThat(
            query(
                "SELECT count(*) FROM v_water_level_forecasts WHERE station_id = '"
                    + CREEK.id()
                    + "'"
                    + " AND level_metres BETWEEN low_metres AND high_metres"
                    + " AND level_metres = ROUND(level_metres, 3)"
                    + " AND change_metres = level_metres - now_metres AND risk_rank BETWEEN 1 AND 4"
                    + " AND CAST(issued_time AS DATE) = issued_date"))
        .containsExactly(List.of(String.valueOf(48 * 24)));
    assertThat(query("SELECT count(*) FROM forecast_skill")).containsExactly(List.of("24"));

    assertThat(run().get("mode").asText()).isEqualTo("nothing-new");
    List<List<String>> places =
        query("SELECT DISTINCT INPUT__FILE__NAME FROM station_observations");
    try (SparkSession spark = SparkSessions.create("batch-it", Settings.load())) {
      new ObservationFixture(spark, MasterDataset.from(Settings.load()))
          .level(CREEK, "2026-05-07T10:30", 2)
          .level(ObservationFixture.LAKE, "2026-05-07T10:30", 2)
          .commit();
    }
    JsonNode late = run();
    assertThat(late.at("/stations/days").toString())
        .isEqualTo("[\"2026-05-06\",\"2026-05-07\",\"2026-05-08\"]");
    assertThat(query("SELECT DISTINCT INPUT__FILE__NAME FROM station_observations"))
        .filteredOn(places::contains)
        .containsExactlyInAnyOrderElementsOf(
            places.stream().filter(place -> OTHER_DAYS.matcher(place.get(0)).find()).toList());
    assertThat(
            query(
                "SELECT cast(observations as string) FROM station_metadata WHERE station_id ="
                    + " '01AD002'"))
        .containsExactly(List.of("193"));
    assertThat(query("SELECT count(*) FROM station_latest")).containsExactly(List.of("4"));
    assertThat(
            query(
                "SELECT observations, observation_messages, station_mode, raw_bytes > 0,"
                    + " parquet_bytes > 0 FROM batch_runs ORDER BY run_id"))
        .containsExactly(
            List.of("194", "194", "everything", "true", "true"),
            List.of("75", "75", "incremental", "true", "true"));
  }

  /** The shapes of queries that Tableau and Power BI write, against figures known beforehand. */
  @Test
  void toolsGetRightAnswersFromTablesAndViews() throws Exception {
    try (SparkSession spark = SparkSessions.create("batch-it", Settings.load())) {
      // A day of Buderim has 96 flows, one of Madrid 24: 96, 192, 288, 384; 120, 240 litres.
      new MasterFixture(spark, MasterDataset.from(Settings.load()))
          .wholeDay(BUDERIM, "2026-05-30", 1, 0)
          .wholeDay(BUDERIM, "2026-05-31", 2, 96)
          .wholeDay(BUDERIM, "2026-06-01", 3, 288)
          .wholeDay(BUDERIM, "2026-06-02", 4, 576)
          .wholeDay(MADRID, "2026-05-31", 5, 0)
          .wholeDay(MADRID, "2026-06-01", 10, 120)
          .flow(BUDERIM, "2026-06-02T10:01", -7)
          .commit();
    }
    run();
    try (Connection connection = connections.open()) {
      metadataNamesTablesAndColumns(connection.getMetaData());
      aggregatesAreRight(connection);
      viewsAreRight(connection);
      rowsOfViewsNeedNoTezSession(connection);
    }
  }

  private static void metadataNamesTablesAndColumns(DatabaseMetaData metaData) throws SQLException {
    assertThat(rows(metaData.getSchemas(), "TABLE_SCHEM")).contains(List.of("tools"));
    assertThat(
            rows(
                metaData.getTables(null, "tools", "%", new String[] {"TABLE", "VIEW"}),
                "TABLE_NAME",
                "TABLE_TYPE"))
        .containsExactlyInAnyOrder(
            List.of("batch_runs", "TABLE"),
            List.of("daily_stats", "TABLE"),
            List.of("forecast_skill", "TABLE"),
            List.of("meter_readings", "TABLE"),
            List.of("monthly_stats", "TABLE"),
            List.of("problem_meters", "TABLE"),
            List.of("station_hourly_summary", "TABLE"),
            List.of("station_latest", "TABLE"),
            List.of("station_metadata", "TABLE"),
            List.of("station_observations", "TABLE"),
            List.of("water_level_forecasts", "TABLE"),
            List.of("v_daily_consumption_by_suburb", "VIEW"),
            List.of("v_monthly_consumption", "VIEW"),
            List.of("v_problem_meters", "VIEW"),
            List.of("v_water_level_forecasts", "VIEW"));
    assertThat(
            rows(
                metaData.getColumns(null, "tools", "v_daily_consumption_by_suburb", "%"),
                "COLUMN_NAME",
                "TYPE_NAME",
                "REMARKS"))
        .contains(
            List.of("local_date", "DATE", "local day of the meters"),
            List.of("litres", "DOUBLE", "water used, litres"),
            List.of("meters", "BIGINT", "meters with readings on the day"));
  }

  private static void aggregatesAreRight(Connection connection) throws SQLException {
    String custom =
        "SELECT meter_id, suburb, local_date, total_value AS litres FROM tools.daily_stats"
            + " WHERE measurement_type = 'Pulse1'";
    assertThat(
            ask(
                connection,
                "SELECT `t0`.`suburb` AS `suburb`, SUM(`t0`.`litres`) AS `sum litres $ok`,"
                    + " COUNT(DISTINCT `t0`.`meter_id`) AS `ctd meter $id` FROM ("
                    + custom
                    + ") `t0` GROUP BY `t0`.`suburb`"))
        .containsExactlyInAnyOrder(
            List.of("BUDERIM", "960.0", "1"), List.of("CENTRO", "360.0", "1"));
    assertThat(
            ask(
                connection,
                "SELECT CAST(TRUNC(`t`.`local_date`, 'MM') AS DATE) AS `month of day`,"
                    + " SUM(`t`.`litres`) AS `litres` FROM ("
                    + custom
                    + ") `t` GROUP BY CAST(TRUNC(`t`.`local_date`, 'MM') AS DATE)"))
        .containsExactlyInAnyOrder(List.of("2026-05-01", "408.0"), List.of("2026-06-01", "912.0"));
    assertThat(
            ask(
                connection,
                "SELECT YEAR(`local_date`) AS `yr`, MONTH(`local_date`) AS `mn`,"
                    + " DATE_FORMAT(`local_date`, 'yyyy-MM') AS `text`, COUNT(1) AS `rows`"
                    + " FROM tools.daily_stats WHERE `measurement_type` IN ('Pulse1', 'Battery')"
                    + " GROUP BY YEAR(`local_date`), MONTH(`local_date`),"
                    + " DATE_FORMAT(`local_date`, 'yyyy-MM')"))
        .containsExactlyInAnyOrder(
            List.of("2026", "5", "2026-05", "3"), List.of("2026", "6", "2026-06", "3"));
    assertThat(
            ask(
                connection,
                "SELECT `meter_id`, SUM(CASE WHEN `litres` >= 200 THEN 1 ELSE 0 END) AS `big days`"
                    + " FROM ("
                    + custom
                    + ") `t` GROUP BY `meter_id` ORDER BY `big days` DESC LIMIT 1"))
        .containsExactly(List.of("83008", "2"));
    assertThat(
            ask(
                connection,
                "SELECT `t`.`local_date`, `t`.`litres` FROM ("
                    + custom
                    + ") `t` ORDER BY `t`.`litres` DESC LIMIT 2"))
        .containsExactly(List.of("2026-06-02", "384.0"), List.of("2026-06-01", "288.0"));
    // How tools find out which columns a custom query has.
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("SELECT * FROM (" + custom + ") `t` WHERE 1=0")) {
      assertThat(none.getMetaData().getColumnLabel(4)).endsWith("litres");
      assertThat(none.getMetaData().getColumnType(3)).isEqualTo(Types.DATE);
      assertThat(none.next()).isFalse();
    }
  }

  private static void viewsAreRight(Connection connection) throws SQLException {
    assertThat(
            ask(
                connection,
                "SELECT suburb, meters, readings, litres, kilolitres, litres_per_meter FROM"
                    + " tools.v_daily_consumption_by_suburb WHERE local_date = DATE '2026-06-01'"))
        .containsExactlyInAnyOrder(
            List.of("BUDERIM", "1", "96", "288.0", "0.288", "288.0"),
            List.of("CENTRO", "1", "24", "240.0", "0.24", "240.0"));
    assertThat(
            ask(
                connection,
                "SELECT month, month_start, meter_id, suburb, litres, forecast_litres,"
                    + " forecast_days, complete_until FROM tools.v_monthly_consumption"))
        .containsExactlyInAnyOrder(
            month("2026-05", "83008", "BUDERIM", "288.0", "288.0", "2", "2026-05-31"),
            month("2026-06", "83008", "BUDERIM", "672.0", null, "1", "2026-06-01"),
            month("2026-05", "17", "CENTRO", "120.0", "120.0", "1", "2026-05-31"),
            month("2026-06", "17", "CENTRO", "240.0", null, "1", "2026-06-01"));
    assertThat(
            ask(
                connection,
                "SELECT local_date, meter_id, suburb, severity, severity_rank, evidence FROM"
                    + " tools.v_problem_meters WHERE problem = 'REVERSE_FLOW'"))
        .containsExactly(
            List.of(
                "2026-06-02",
                "83008",
                "BUDERIM",
                "WARNING",
                "2",
                "1 interval flow is negative, down to -7 L."));
  }

  private static void rowsOfViewsNeedNoTezSession(Connection connection) throws SQLException {
    for (String view :
        List.of("v_monthly_consumption", "v_problem_meters", "v_water_level_forecasts")) {
      assertThat(ask(connection, "EXPLAIN SELECT * FROM tools." + view + " LIMIT 100"))
          .as("plan of %s", view)
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line.get(0)).doesNotContain("Tez"));
    }
  }

  @Test
  void formerTablesGetTheColumnsOfToday() throws Exception {
    try (Connection connection = connections.open();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE former");
      statement.execute(
          "CREATE EXTERNAL TABLE former.monthly_stats (meter_id string, measurement_type string,"
              + " monthly_total double) PARTITIONED BY (month string) STORED AS PARQUET");
      statement.execute("ALTER TABLE former.monthly_stats ADD PARTITION (month='2026-05')");
      statement.execute("CREATE VIEW former.v_problem_meters AS SELECT 1 AS one");
    }
    try (SparkSession spark = SparkSessions.create("batch-it", Settings.load())) {
      new MasterFixture(spark, MasterDataset.from(Settings.load()))
          .wholeDay(BUDERIM, "2026-05-30", 1, 0)
          .wholeDay(BUDERIM, "2026-05-31", 2, 96)
          .flow(BUDERIM, "2026-06-01T00:00", 1)
          .commit();
    }
    run();
    assertThat(
            query(
                "SELECT month, monthly_total, forecast_total, forecast_days, complete_until,"
                    + " cross_check FROM monthly_stats WHERE measurement_type = 'Pulse1'"))
        .containsExactlyInAnyOrder(
            List.of("2026-05", "288.0", "288.0", "2", "2026-05-31", "AGREES"),
            Arrays.asList("2026-06", "1.0", null, "0", null, "NOT_CHECKED"));
    assertThat(query("DESCRIBE v_problem_meters"))
        .contains(List.of("problem", "string", "what the problem is about"));
  }

  private static List<String> month(
      String month,
      String meter,
      String suburb,
      String litres,
      String forecast,
      String days,
      String completeUntil) {
    return Arrays.asList(
        month, month + "-01", meter, suburb, litres, forecast, days, completeUntil);
  }

  private void watch(String what, Set<Integer> seen, AtomicBoolean stop, CountDownLatch reading) {
    try (Connection connection = connections.open();
        Statement statement = connection.createStatement()) {
      while (!stop.get()) {
        int rows = 0;
        try (ResultSet answer = statement.executeQuery("SELECT * FROM " + database + what)) {
          while (answer.next()) {
            rows++;
          }
        }
        seen.add(rows);
        reading.countDown();
      }
    } catch (SQLException problem) {
      throw new IllegalStateException(problem);
    }
  }

  private static Consumer<BatchRun.Step> dyingAt(BatchRun.Step death) {
    return step -> {
      if (step == death) {
        throw new IllegalStateException("killed at " + step);
      }
    };
  }

  private static RunSummary run(
      SparkSession spark,
      MasterDataset dataset,
      HivePublisher hive,
      Consumer<BatchRun.Step> watcher)
      throws Exception {
    Settings settings = Settings.load();
    return new BatchRun(
            spark,
            dataset,
            hive,
            BatchSettings.from(settings),
            Rules.from(settings),
            Clock.systemUTC(),
            new Progress(doing -> {}, watcher))
        .run(new RunRequest.Changes());
  }

  private static JsonNode run() throws Exception {
    StringWriter out = new StringWriter();
    CommandLine commandLine = BatchMain.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    assertThat(commandLine.execute("run")).isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  private static List<String> row(String meter, String instant, String utc, String local) {
    return List.of(
        meter,
        String.valueOf(Instant.parse(instant).toEpochMilli()),
        utc,
        local,
        local.substring(0, 10));
  }

  private List<List<String>> query(String sql) throws SQLException {
    try (Connection connection = connections.open();
        Statement statement = connection.createStatement()) {
      statement.execute("USE " + database);
      return ask(connection, sql);
    }
  }

  private static List<List<String>> ask(Connection connection, String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      int columns = answer.getMetaData().getColumnCount();
      while (answer.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(answer.getString(column));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<List<String>> rows(ResultSet answer, String... columns) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (answer) {
      while (answer.next()) {
        List<String> row = new ArrayList<>();
        for (String column : columns) {
          row.add(answer.getString(column));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}

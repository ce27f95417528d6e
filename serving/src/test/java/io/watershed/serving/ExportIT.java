package io.watershed.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.cluster.LocalCluster;
import io.watershed.core.settings.Settings;
import io.watershed.hive.HiveConnections;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The export against a real Hive, over tables of the batch layer's columns that hold text files.
 */
@ExtendWith(HiveServerExtension.class)
class ExportIT {

  private static final String DATABASE = "export_test";
  private static final String TEXT_ROWS =
      " ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' STORED AS TEXTFILE";

  @TempDir private static Path tables;
  private static final List<String> EXPORTS =
      List.of("daily_stats", "monthly_stats", "problem_meters", "water_level_forecasts");

  @TempDir private Path out;

  private static Map<String, String> cluster;

  @BeforeAll
  static void createTables(LocalCluster servers) throws SQLException, IOException {
    cluster = servers.settings();
    try (HiveConnections hive = HiveConnections.from(Settings.of(servers.overrides()));
        Connection connection = hive.open();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + DATABASE);
      statement.execute("CREATE DATABASE empty_test");
      for (String database : List.of(DATABASE, "empty_test")) {
        createTables(statement, database);
      }
      // Neither the partitions nor the rows of one are in the order of the file.
      addPartition(
          statement,
          "daily_stats",
          "local_date='2026-03-08'",
          "9|Pulse1|L|6.0|0.1|6.0|-6.0|4|1|0|BUDERIM|4556|Residential|captis_pulse|"
              + "2026-03-08 02:30:00|2026-03-08 13:59:59.25|12000000.0|-0.5|DISAGREES",
          "10|Pulse1|L|0.30000000000000004|\\N|\\N|\\N|0|2|1|=HYPERLINK(1)|\\N|\\N|\\N|\\N|\\N|"
              + "\\N|\\N|NOT_CHECKED",
          "10|Battery|V|\\N|3.6|3.6|3.6|1|0|0|@home, \"quoted\"|4556|Residential|c8y_lwm2m|"
              + "2026-03-08 00:00:00|2026-03-08 00:00:00|\\N|\\N|\\N");
      addPartition(
          statement,
          "daily_stats",
          "local_date='2026-02-28'",
          "9|Pulse1|L|1.0|1.0|1.0|1.0|1|0|0|BUDERIM|4556|Residential|captis_pulse|"
              + "2026-02-28 02:30:00|2026-02-28 02:30:00|\\N|\\N|NOT_CHECKED");
      addPartition(
          statement,
          "monthly_stats",
          "month='2026-03'",
          "9|Pulse1|L|6.0|0.1|6.0|-6.0|4|1|1|BUDERIM|4556|Residential|captis_pulse|-0.5|"
              + "DISAGREES|186.5|6.0|400.25|3|2026-03-08");
      addPartition(
          statement,
          "monthly_stats",
          "month='2026-02'",
          "9|Pulse1|L|1.0|1.0|1.0|1.0|1|0|1|BUDERIM|4556|Residential|captis_pulse|\\N|"
              + "NOT_CHECKED|\\N|\\N|\\N|\\N|\\N");
      addPartition(
          statement,
          "problem_meters",
          "local_date='2026-03-08'",
          "9|Pulse1|REVERSE_FLOW|WARNING|6.0|0.1|6.0|-6.0|4|1|-6 L at 2026-03-08T02:30:00Z|"
              + "BUDERIM|4556|Residential|captis_pulse");
      createForecasts(statement);
    }
  }

  /** In one of the databases only: a Hive of older days has no such table. */
  private static void createForecasts(Statement statement) throws SQLException, IOException {
    statement.execute(
        "CREATE EXTERNAL TABLE "
            + DATABASE
            + ".water_level_forecasts (station_id string, issued_time timestamp, target_time"
            + " timestamp, lead_hours int, level double, low double, high double, persistence_level"
            + " double, method string, trend string, probability_high_water double, high_water"
            + " double, rise_watch boolean, risk string) PARTITIONED BY (issued_date date)"
            + TEXT_ROWS);
    String row =
        "%s|2026-03-08 23:00:00|2026-03-09"
            + " 00:00:00|%d|6.5|6.25|7.0|6.4|persistence|stable|0.1|8.5|true|low";
    addPartition(
        statement,
        "water_level_forecasts",
        "issued_date='2026-03-08'",
        row.formatted("B", 24),
        row.formatted("B", 1),
        row.formatted("A", 24),
        "A|2026-03-08 22:00:00|2026-03-08 23:00:00|1|6.5|6.25|7.0|6.4|persistence|\\N|\\N|\\N|\\N|"
            + "unknown");
  }

  private static void createTables(Statement statement, String database) throws SQLException {
    statement.execute(
        "CREATE EXTERNAL TABLE "
            + database
            + ".daily_stats (meter_id string, measurement_type string, unit string, total_value"
            + " double, avg_value double, max_value double, min_value double, reading_count bigint,"
            + " excluded_count bigint, late_count bigint, suburb string, postcode int, usage_type"
            + " string, meter_type string, first_event_time timestamp, last_event_time timestamp,"
            + " register_advance double, register_difference double, cross_check string)"
            + " PARTITIONED BY (local_date date)"
            + TEXT_ROWS);
    statement.execute(
        "CREATE EXTERNAL TABLE "
            + database
            + ".monthly_stats (meter_id string, measurement_type string, unit string, monthly_total"
            + " double, monthly_avg double, max_value double, min_value double, reading_count"
            + " bigint, excluded_count bigint, days_with_readings int, suburb string, postcode int,"
            + " usage_type string, meter_type string, register_difference double, cross_check"
            + " string, forecast_total double, forecast_low double, forecast_high double,"
            + " forecast_days int, complete_until date) PARTITIONED BY (month string)"
            + TEXT_ROWS);
    statement.execute(
        "CREATE EXTERNAL TABLE "
            + database
            + ".problem_meters (meter_id string, measurement_type string, issue_type string,"
            + " severity string, total_value double, avg_value double, max_value double, min_value"
            + " double, reading_count bigint, excluded_count bigint, evidence string, suburb"
            + " string, postcode int, usage_type string, meter_type string) PARTITIONED BY"
            + " (local_date date)"
            + TEXT_ROWS);
  }

  private static void addPartition(
      Statement statement, String table, String partition, String... rows)
      throws SQLException, IOException {
    Path folder =
        Files.createDirectories(tables.resolve(table).resolve(partition.replaceAll("[^0-9]", "")));
    Files.write(folder.resolve("rows.txt"), List.of(rows), StandardCharsets.UTF_8);
    statement.execute(
        "ALTER TABLE %s.%s ADD PARTITION (%s) LOCATION '%s'"
            .formatted(DATABASE, table, partition, folder.toUri()));
  }

  @BeforeEach
  void pointToTheServers() {
    cluster.forEach(System::setProperty);
    System.setProperty("watershed.hive.database", DATABASE);
  }

  @AfterEach
  void pointToTheDefaultsAgain() {
    cluster.keySet().forEach(System::clearProperty);
    System.clearProperty("watershed.hive.database");
  }

  @AfterAll
  static void forgetTheServers() {
    cluster = null;
  }

  @Test
  void writesEveryRowInOrderAndSaysSo() throws IOException {
    JsonNode summary = exported(0, "export", "--out", out.toString());

    assertThat(out.resolve("tableau_daily_stats.csv"))
        .content(StandardCharsets.UTF_8)
        .isEqualTo(
            """
            meter_id,date,measurement_type,total_value,avg_value,max_value,min_value,reading_count,\
            suburb,postcode,usage_type,meter_type,unit,excluded_count,register_advance,\
            register_difference,cross_check,first_event_time,last_event_time,late_count
            9,2026-02-28,Pulse1,1,1,1,1,1,BUDERIM,4556,Residential,captis_pulse,L,0,,,NOT_CHECKED,\
            2026-02-28T02:30:00Z,2026-02-28T02:30:00Z,0
            10,2026-03-08,Battery,,3.6,3.6,3.6,1,"'@home, ""quoted\""",4556,Residential,c8y_lwm2m,V,\
            0,,,,2026-03-08T00:00:00Z,2026-03-08T00:00:00Z,0
            10,2026-03-08,Pulse1,0.30000000000000004,,,,0,'=HYPERLINK(1),,,,L,2,,,NOT_CHECKED,,,1
            9,2026-03-08,Pulse1,6,0.1,6,-6,4,BUDERIM,4556,Residential,captis_pulse,L,1,12000000,\
            -0.5,DISAGREES,2026-03-08T02:30:00Z,2026-03-08T13:59:59.250Z,0
            """);
    assertThat(out.resolve("tableau_monthly_stats.csv"))
        .content(StandardCharsets.UTF_8)
        .isEqualTo(
            """
            meter_id,month,measurement_type,monthly_total,monthly_avg,suburb,postcode,usage_type,\
            meter_type,unit,max_value,min_value,reading_count,excluded_count,days_with_readings,\
            register_difference,cross_check,forecast_total,forecast_low,forecast_high,\
            forecast_days,complete_until
            9,2026-02,Pulse1,1,1,BUDERIM,4556,Residential,captis_pulse,L,1,1,1,0,1,,NOT_CHECKED,,,,,
            9,2026-03,Pulse1,6,0.1,BUDERIM,4556,Residential,captis_pulse,L,6,-6,4,1,1,-0.5,\
            DISAGREES,186.5,6,400.25,3,2026-03-08
            """);
    assertThat(out.resolve("tableau_problem_meters.csv"))
        .content(StandardCharsets.UTF_8)
        .isEqualTo(
            """
            meter_id,date,measurement_type,issue_type,total_value,avg_value,max_value,min_value,\
            reading_count,suburb,postcode,usage_type,meter_type,severity,excluded_count,evidence
            9,2026-03-08,Pulse1,REVERSE_FLOW,6,0.1,6,-6,4,BUDERIM,4556,Residential,captis_pulse,\
            WARNING,1,'-6 L at 2026-03-08T02:30:00Z
            """);
    assertThat(out.resolve("tableau_water_level_forecasts.csv"))
        .content(StandardCharsets.UTF_8)
        .isEqualTo(
            """
            station_id,issued_date,issued_time,target_time,lead_hours,level,low,high,\
            persistence_level,method,trend,probability_high_water,high_water,rise_watch,risk
            A,2026-03-08,2026-03-08T22:00:00Z,2026-03-08T23:00:00Z,1,6.5,6.25,7,6.4,persistence,\
            ,,,,unknown
            B,2026-03-08,2026-03-08T23:00:00Z,2026-03-09T00:00:00Z,1,6.5,6.25,7,6.4,persistence,\
            stable,0.1,8.5,true,low
            A,2026-03-08,2026-03-08T23:00:00Z,2026-03-09T00:00:00Z,24,6.5,6.25,7,6.4,persistence,\
            stable,0.1,8.5,true,low
            B,2026-03-08,2026-03-08T23:00:00Z,2026-03-09T00:00:00Z,24,6.5,6.25,7,6.4,persistence,\
            stable,0.1,8.5,true,low
            """);
    assertThat(out).isDirectoryNotContaining("glob:**/.*");
    assertThat(out.resolve("watershed.tds"))
        .content(StandardCharsets.UTF_8)
        .contains("/" + DATABASE + "?", "[" + DATABASE + "].[daily_stats]");
    assertThat(out.resolve("watershed.pbids"))
        .content(StandardCharsets.UTF_8)
        .contains("\"schema\" : \"" + DATABASE + "\"");
    assertThat(summary.get("connectionFiles")).hasSize(2);

    assertThat(summary.get("from").asText()).isEqualTo("2026-02-28");
    assertThat(summary.get("to").asText()).isEqualTo("2026-03-08");
    JsonNode daily = summary.get("files").get(0);
    assertThat(daily.get("file").asText())
        .isEqualTo(out.resolve("tableau_daily_stats.csv").toString());
    assertThat(daily.get("rows").asInt()).isEqualTo(4);
    assertThat(daily.get("bytes").asLong())
        .isEqualTo(Files.size(out.resolve("tableau_daily_stats.csv")));
  }

  @Test
  void writesTheSameBytesAgain() throws IOException {
    exported(0, "export", "--out", out.resolve("first").toString());
    exported(0, "export", "--out", out.resolve("second").toString());

    for (String name : EXPORTS) {
      String file = "tableau_" + name + ".csv";
      assertThat(out.resolve("second").resolve(file))
          .hasSameBinaryContentAs(out.resolve("first").resolve(file));
    }
  }

  @Test
  void writesOnlyTheDaysAskedForAndTheMonthsThatHoldThem() throws IOException {
    exported(0, "export", "--out", out.toString(), "--from", "2026-03-01", "--to", "2026-03-08");

    assertThat(Files.readAllLines(out.resolve("tableau_daily_stats.csv")))
        .hasSize(4)
        .noneMatch(line -> line.contains("2026-02-28"));
    assertThat(Files.readAllLines(out.resolve("tableau_monthly_stats.csv")))
        .hasSize(2)
        .noneMatch(line -> line.contains("2026-02"));
  }

  @Test
  void writesHeadersAloneWhereTablesAreEmpty() throws IOException {
    System.setProperty("watershed.hive.database", "empty_test");

    JsonNode summary = exported(0, "export", "--out", out.toString());

    for (String name : EXPORTS) {
      assertThat(Files.readAllLines(out.resolve("tableau_" + name + ".csv"))).hasSize(1);
    }
    assertThat(summary.get("from").isNull()).isTrue();
  }

  @Test
  void failsAndKeepsOlderFilesWhereTheBatchLayerNeverRan() throws IOException {
    System.setProperty("watershed.hive.database", "never_made");
    Files.writeString(out.resolve("tableau_daily_stats.csv"), "older");

    assertThat(exported(1, "export", "--out", out.toString()).isMissingNode()).isTrue();

    assertThat(out.resolve("tableau_daily_stats.csv")).hasContent("older");
    assertThat(out).isDirectoryNotContaining("glob:**/.*");
    assertThat(out.resolve("tableau_monthly_stats.csv")).doesNotExist();
  }

  @Test
  void aDownloadHoldsWhatTheFileHolds() throws IOException {
    exported(0, "export", "--out", out.toString());
    try (Dashboard dashboard = dashboard()) {
      ApiClient api = new ApiClient(dashboard.address());
      for (String name : EXPORTS) {
        String file = "tableau_" + name + ".csv";
        ApiClient.Answer answer = api.get("/api/v1/exports/" + file);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(answer.header("Content-Disposition").orElseThrow()).contains(file);
        assertThat(answer.response().body()).isEqualTo(Files.readString(out.resolve(file)));
      }
      assertThat(
              api.get("/api/v1/exports/tableau_daily_stats.csv?from=2026-03-01").response().body())
          .contains("2026-03-08")
          .doesNotContain("2026-02-28");
    }
  }

  @Test
  void aDownloadBeforeTheFirstBatchRunIsRefused() {
    System.setProperty("watershed.hive.database", "never_made");
    try (Dashboard dashboard = dashboard()) {
      assertThat(
              new ApiClient(dashboard.address())
                  .get("/api/v1/exports/tableau_daily_stats.csv")
                  .status())
          .isEqualTo(409);
    }
  }

  /** With a Hive and nothing else. */
  private Dashboard dashboard() {
    return Dashboard.start(
        Settings.of(
            Map.of(
                "serving.http.port", "0",
                "elasticsearch.url", "http://127.0.0.1:1",
                "kafka.bootstrap-servers", "127.0.0.1:1",
                "data-dir", out.resolve("var").toString())));
  }

  private static JsonNode exported(int exitCode, String... arguments) throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      assertThat(ServingMain.run(arguments)).isEqualTo(exitCode);
    } finally {
      System.setOut(before);
    }
    return new ObjectMapper().readTree(written.toByteArray());
  }
}

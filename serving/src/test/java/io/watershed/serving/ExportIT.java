package io.watershed.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.watershed.cluster.LocalCluster;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.contract.hive.ProblemMeters;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import io.watershed.core.settings.Settings;
import io.watershed.hive.HiveConnections;
import io.watershed.hive.HiveRow;
import io.watershed.serving.views.ViewRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
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
  private static final String EMPTY = "empty_test";

  @TempDir private static Path folder;
  private static final List<String> EXPORTS =
      List.of("daily_stats", "monthly_stats", "problem_meters", "water_level_forecasts");

  @TempDir private Path out;

  private static Map<String, String> cluster;

  @BeforeAll
  static void createTables(LocalCluster servers) throws SQLException, IOException {
    cluster = servers.settings();
    try (HiveConnections hive = HiveConnections.from(Settings.of(servers.overrides()))) {
      TextTables full = new TextTables(hive, folder.resolve(DATABASE), DATABASE);
      TextTables empty = new TextTables(hive, folder.resolve(EMPTY), EMPTY);
      for (TextTables tables : List.of(full, empty)) {
        tables.createDatabase();
        tables.create(DailyStats.TABLE);
        tables.create(MonthlyStats.TABLE);
        tables.create(ProblemMeters.TABLE);
      }
      // In one of the databases only: a Hive of older days has no such table.
      full.create(WaterLevelForecasts.TABLE);
      // Neither the partitions nor the rows of one are in the order of the file.
      full.partition(DailyStats.TABLE, "2026-03-08", disagreeing(), unchecked(), battery());
      full.partition(DailyStats.TABLE, "2026-02-28", ordinary());
      full.partition(MonthlyStats.TABLE, "2026-03", ViewRows.month("9", 6.0));
      full.partition(MonthlyStats.TABLE, "2026-02", month());
      full.partition(ProblemMeters.TABLE, "2026-03-08", ViewRows.problem("9", "REVERSE_FLOW"));
      full.partition(
          WaterLevelForecasts.TABLE,
          "2026-03-08",
          forecast("B", 24),
          forecast("B", 1),
          forecast("A", 24),
          bareForecast());
    }
  }

  private static HiveRow day(String meter, String measurement, String unit) {
    return HiveRow.of(DailyStats.TABLE)
        .with(DailyStats.METER_ID, meter)
        .with(DailyStats.MEASUREMENT_TYPE, measurement)
        .with(DailyStats.UNIT, unit)
        .with(DailyStats.EXCLUDED_COUNT, 0L)
        .with(DailyStats.LATE_COUNT, 0L)
        .with(DailyStats.TIME_ZONE, "Australia/Adelaide");
  }

  private static HiveRow figures(HiveRow day, Double total, double mean, double max, double min) {
    return day.with(DailyStats.TOTAL_VALUE, total)
        .with(DailyStats.AVG_VALUE, mean)
        .with(DailyStats.MAX_VALUE, max)
        .with(DailyStats.MIN_VALUE, min)
        .with(DailyStats.POSTCODE, 4556)
        .with(DailyStats.USAGE_TYPE, "Residential");
  }

  private static HiveRow disagreeing() {
    return figures(day("9", "Pulse1", "L"), 6.0, 0.1, 6.0, -6.0)
        .with(DailyStats.READING_COUNT, 4L)
        .with(DailyStats.EXCLUDED_COUNT, 1L)
        .with(DailyStats.SUBURB, "BUDERIM")
        .with(DailyStats.METER_TYPE, "captis_pulse")
        .with(DailyStats.FIRST_EVENT_TIME, LocalDateTime.parse("2026-03-08T02:30:00"))
        .with(DailyStats.LAST_EVENT_TIME, LocalDateTime.parse("2026-03-08T13:59:59.25"))
        .with(DailyStats.REGISTER_ADVANCE, 12_000_000.0)
        .with(DailyStats.REGISTER_DIFFERENCE, -0.5)
        .with(DailyStats.CROSS_CHECK, "DISAGREES");
  }

  private static HiveRow unchecked() {
    return day("10", "Pulse1", "L")
        .with(DailyStats.TOTAL_VALUE, 0.30000000000000004)
        .with(DailyStats.READING_COUNT, 0L)
        .with(DailyStats.EXCLUDED_COUNT, 2L)
        .with(DailyStats.LATE_COUNT, 1L)
        .with(DailyStats.SUBURB, "=HYPERLINK(1)")
        .with(DailyStats.CROSS_CHECK, "NOT_CHECKED");
  }

  private static HiveRow battery() {
    return figures(day("10", "Battery", "V"), null, 3.6, 3.6, 3.6)
        .with(DailyStats.READING_COUNT, 1L)
        .with(DailyStats.SUBURB, "@home, \"quoted\"")
        .with(DailyStats.METER_TYPE, "c8y_lwm2m")
        .with(DailyStats.FIRST_EVENT_TIME, LocalDateTime.parse("2026-03-08T00:00:00"))
        .with(DailyStats.LAST_EVENT_TIME, LocalDateTime.parse("2026-03-08T00:00:00"));
  }

  private static HiveRow ordinary() {
    return figures(day("9", "Pulse1", "L"), 1.0, 1.0, 1.0, 1.0)
        .with(DailyStats.READING_COUNT, 1L)
        .with(DailyStats.SUBURB, "BUDERIM")
        .with(DailyStats.METER_TYPE, "captis_pulse")
        .with(DailyStats.FIRST_EVENT_TIME, LocalDateTime.parse("2026-02-28T02:30:00"))
        .with(DailyStats.LAST_EVENT_TIME, LocalDateTime.parse("2026-02-28T02:30:00"))
        .with(DailyStats.CROSS_CHECK, "NOT_CHECKED");
  }

  private static HiveRow month() {
    return ViewRows.bareMonth("9", 1.0)
        .with(MonthlyStats.MONTHLY_AVG, 1.0)
        .with(MonthlyStats.MAX_VALUE, 1.0)
        .with(MonthlyStats.MIN_VALUE, 1.0)
        .with(MonthlyStats.SUBURB, "BUDERIM")
        .with(MonthlyStats.POSTCODE, 4556)
        .with(MonthlyStats.USAGE_TYPE, "Residential")
        .with(MonthlyStats.METER_TYPE, "captis_pulse");
  }

  private static HiveRow bareForecast() {
    return HiveRow.of(WaterLevelForecasts.TABLE)
        .with(WaterLevelForecasts.STATION_ID, "A")
        .with(WaterLevelForecasts.ISSUED_TIME, LocalDateTime.parse("2026-03-08T22:00:00"))
        .with(WaterLevelForecasts.TARGET_TIME, LocalDateTime.parse("2026-03-08T23:00:00"))
        .with(WaterLevelForecasts.LEAD_HOURS, 1)
        .with(WaterLevelForecasts.LEVEL, 6.5)
        .with(WaterLevelForecasts.LOW, 6.25)
        .with(WaterLevelForecasts.HIGH, 7.0)
        .with(WaterLevelForecasts.PERSISTENCE_LEVEL, 6.4)
        .with(WaterLevelForecasts.METHOD, "persistence")
        .with(WaterLevelForecasts.RISK, "unknown");
  }

  private static HiveRow forecast(String station, int lead) {
    return bareForecast()
        .with(WaterLevelForecasts.STATION_ID, station)
        .with(WaterLevelForecasts.ISSUED_TIME, LocalDateTime.parse("2026-03-08T23:00:00"))
        .with(WaterLevelForecasts.TARGET_TIME, LocalDateTime.parse("2026-03-09T00:00:00"))
        .with(WaterLevelForecasts.LEAD_HOURS, lead)
        .with(WaterLevelForecasts.TREND, "stable")
        .with(WaterLevelForecasts.PROBABILITY_HIGH_WATER, 0.1)
        .with(WaterLevelForecasts.HIGH_WATER, 8.5)
        .with(WaterLevelForecasts.RISE_WATCH, true)
        .with(WaterLevelForecasts.RISK, "low");
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
    System.setProperty("watershed.hive.database", EMPTY);

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

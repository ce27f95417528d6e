package io.watershed.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.cluster.ServerKind;
import io.watershed.cluster.pipeline.Layer;
import io.watershed.cluster.pipeline.Pipeline;
import io.watershed.cluster.pipeline.PipelineOptions;
import io.watershed.cluster.process.ProjectHome;
import io.watershed.cluster.server.S3Server;
import io.watershed.core.settings.Settings;
import io.watershed.hive.HiveConnections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Master dataset, Hive's files and checkpoints on a real S3 server by the settings alone: messages
 * through ingestion, two batch runs, and what Hive answers over JDBC.
 */
class S3PipelineIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir private static Path folder;

  private static S3Server s3;
  private static Map<String, String> given;
  private static Pipeline pipeline;
  private static HiveConnections hive;
  private static JsonNode firstRun;
  private static JsonNode secondRun;
  private static long distinctReadings;

  @BeforeAll
  static void twoDaysThroughS3() {
    s3 = new S3Server(ProjectHome.ofThisProcess(), folder.resolve("s3"));
    s3.start();
    given = new TreeMap<>();
    s3.overrides().forEach((key, value) -> given.put("watershed." + key, value));
    given.put("watershed.hdfs.root", s3.root() + "/pipeline");
    given.put("watershed.ingestion.trigger", "2s");
    given.forEach(System::setProperty);
    pipeline =
        Pipeline.start(
            PipelineOptions.in(folder.resolve("var"))
                .withServers(Set.of(ServerKind.KAFKA, ServerKind.HDFS, ServerKind.HIVE))
                .withLayers(Set.of(Layer.INGESTION)));
    hive = HiveConnections.from(Settings.of(withoutRoot(pipeline.properties())));
    firstRun = send("2026-11-01");
    // The next messages are taken by a process that goes on from a checkpoint on S3.
    pipeline.process("ingestion").kill();
    secondRun = send("2026-11-02");
  }

  private static JsonNode send(String day) {
    JsonNode report =
        pipeline
            .operations()
            .send(
                "generate",
                List.of(
                    "--days", "1",
                    "--start", day,
                    "--meters", "40",
                    "--gauges", "6",
                    "--weather-stations", "4",
                    "--ledger", folder.resolve("ledger-" + day).toString()))
            .json();
    distinctReadings += report.get("distinctReadings").asLong();
    pipeline.awaitCaughtUp(PATIENCE);
    return pipeline.runBatch();
  }

  private static Map<String, String> withoutRoot(Map<String, String> properties) {
    return properties.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("watershed."))
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().substring("watershed.".length()), Map.Entry::getValue));
  }

  @AfterAll
  static void stop() {
    if (hive != null) {
      hive.close();
    }
    if (pipeline != null) {
      pipeline.close();
    }
    given.keySet().forEach(System::clearProperty);
    s3.close();
  }

  @Test
  void hiveReadsWhatTheRunsWrote() throws SQLException {
    assertThat(firstRun.get("mode").asText()).isEqualTo("everything");
    assertThat(secondRun.get("mode").asText()).isEqualTo("incremental");
    assertThat(secondRun.get("readings").asLong()).isPositive();
    assertThat(
            number(
                "SELECT SUM(reading_count + excluded_count) FROM iot.daily_stats WHERE local_date"
                    + " = DATE '2026-11-01'"))
        .isEqualTo(
            number("SELECT COUNT(*) FROM iot.meter_readings WHERE local_date = DATE '2026-11-01'"));
    assertThat(number("SELECT COUNT(*) FROM iot.batch_runs")).isEqualTo(2);
    assertThat(number("SELECT COUNT(*) FROM iot.monthly_stats")).isPositive();
    assertThat(number("SELECT COUNT(*) FROM iot.station_latest")).isPositive();
  }

  @Test
  void everyReadingIsThereOnceAcrossTheKillOfIngestion() throws SQLException {
    assertThat(number("SELECT COUNT(*) FROM iot.meter_readings")).isEqualTo(distinctReadings);
    assertThat(number("SELECT COUNT(*) FROM iot.station_observations")).isPositive();
  }

  @Test
  void tablesAndPartitionsPointToS3() throws SQLException {
    assertThat(text("DESCRIBE FORMATTED iot.daily_stats", "Location:"))
        .isEqualTo(s3.root() + "/pipeline/hive/daily_stats");
    assertThat(
            text(
                "DESCRIBE FORMATTED iot.daily_stats PARTITION (local_date = '2026-11-02')",
                "Location:"))
        .startsWith(
            s3.root() + "/pipeline/hive/daily_stats/run=" + secondRun.get("runId").asText());
  }

  private static long number(String query) throws SQLException {
    try (Connection connection = hive.open();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  private static String text(String query, String key) throws SQLException {
    try (Connection connection = hive.open();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        if (key.equals(String.valueOf(rows.getString(1)).trim())) {
          return rows.getString(2).trim();
        }
      }
    }
    throw new AssertionError(key + " is not in the answer to " + query);
  }
}

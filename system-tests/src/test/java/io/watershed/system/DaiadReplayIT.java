package io.watershed.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.watershed.cluster.ServerKind;
import io.watershed.cluster.pipeline.Layer;
import io.watershed.cluster.pipeline.Pipeline;
import io.watershed.cluster.pipeline.PipelineOptions;
import io.watershed.core.settings.Settings;
import io.watershed.hive.HiveConnections;
import java.io.IOException;
import java.nio.file.Files;
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
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year of 92 real households through Kafka, the master dataset and Hive, and what became of each
 * oddity of the file.
 */
class DaiadReplayIT {

  private static final String FLOW = "Pulse1";

  @TempDir private static Path folder;

  private static DaiadFile file;
  private static Pipeline pipeline;
  private static JsonNode sent;
  private static JsonNode run;
  private static List<CSVRecord> months;

  /** Readings in Hive by measurement and quality flag. */
  private static final Map<String, Long> FLAGGED = new TreeMap<>();

  @BeforeAll
  static void replay() throws IOException, SQLException {
    Path zip =
        Settings.home()
            .resolve(System.getProperty("watershed.realData", "../shared/data"))
            .resolve("water-meters/daiad/swm_trialA.zip");
    assumeTrue(Files.exists(zip), "the DAIAD trial's file is not at " + zip);
    file = DaiadFile.read(zip);
    pipeline =
        Pipeline.start(
            PipelineOptions.in(folder.resolve("var"))
                .withServers(Set.of(ServerKind.KAFKA, ServerKind.HDFS, ServerKind.HIVE))
                .withLayers(Set.of(Layer.INGESTION))
                .withProperties(Map.of("watershed.ingestion.trigger", "5s")));
    sent =
        pipeline.operations().send("replay", List.of("--format", "daiad", zip.toString())).json();
    pipeline.awaitCaughtUp(Duration.ofMinutes(8));
    run = pipeline.runBatch();
    Path exports = folder.resolve("exports");
    pipeline.export(exports);
    months = ExportedRows.read(exports.resolve("tableau_monthly_stats.csv"), row -> true);
    countFlags();
  }

  private static void countFlags() throws SQLException {
    Settings settings =
        Settings.of(
            pipeline.properties().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("watershed."))
                .collect(
                    Collectors.toMap(
                        entry -> entry.getKey().substring("watershed.".length()),
                        Map.Entry::getValue)));
    try (HiveConnections hive = HiveConnections.from(settings);
        Connection connection = hive.open();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT measurement_type, flag, COUNT(*) FROM iot.meter_readings"
                    + " LATERAL VIEW explode(quality_flags) flags AS flag"
                    + " GROUP BY measurement_type, flag")) {
      while (rows.next()) {
        FLAGGED.put(rows.getString(1) + " " + rows.getString(2), rows.getLong(3));
      }
    }
  }

  @AfterAll
  static void stop() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  @Test
  void everyRowIsTwoMessagesAndEveryMessageAReading() {
    assertThat(file.rows()).hasSize(674_019);
    assertThat(sent.get("messages").asLong()).isEqualTo(2 * 674_019);
    assertThat(run.get("readings").asLong() + run.get("duplicates").asLong())
        .as(run.toString())
        .isEqualTo(2 * 674_019);
  }

  @Test
  void litresPerHouseholdAndMonthAreThoseOfTheFile() {
    Map<String, Double> exported = new TreeMap<>();
    for (CSVRecord row : months) {
      if (row.get("measurement_type").equals(FLOW) && !row.get("monthly_total").isEmpty()) {
        exported.put(
            row.get("meter_id") + "|" + row.get("month"),
            Double.parseDouble(row.get("monthly_total")));
      }
    }
    assertThat(exported).isEqualTo(file.litresPerMonth());
  }

  @Test
  void timesThatStandTwiceAreTheTwoPassesOfTheAutumnHourOrTheSameReadingAgain() {
    assertThat(file.repeatedTimes()).isEqualTo(78);
    assertThat(file.repetitions()).hasSize(10);
    assertThat(run.get("duplicates").asLong()).isEqualTo(2 * 10);
    assertThat(readingsInMonths()).isEqualTo(674_019 - 10);
  }

  @Test
  void backwardStepsAreKeptFlaggedAndLeftOut() {
    assertThat(file.negativeFlows()).isEqualTo(203);
    assertThat(FLAGGED).containsEntry(FLOW + " NEGATIVE_FLOW", 203L);
    // A step back is flagged on the register too, but for those to which it comes back from a leap
    // and those from which it goes on counting.
    assertThat(FLAGGED.get("Pulse1_Total REGISTER_STEP_BACK")).isBetween(150L, 260L);
  }

  @Test
  void leapsAndTheHoursAfterLongGapsAreKeptFlaggedAndLeftOut() {
    assertThat(file.impossibleFlows()).isEqualTo(9);
    assertThat(FLAGGED).containsEntry(FLOW + " FLOW_ABOVE_LIMIT", 9L);
    assertThat(FLAGGED).containsKey("Pulse1_Total REGISTER_LEAP");
    assertThat(excludedInMonths()).isEqualTo(203 + 9);
  }

  private static long readingsInMonths() {
    return months.stream()
        .filter(row -> row.get("measurement_type").equals(FLOW))
        .mapToLong(
            row ->
                Long.parseLong(row.get("reading_count"))
                    + Long.parseLong(row.get("excluded_count")))
        .sum();
  }

  private static long excludedInMonths() {
    return months.stream()
        .filter(row -> row.get("measurement_type").equals(FLOW))
        .mapToLong(row -> Long.parseLong(row.get("excluded_count")))
        .sum();
  }
}

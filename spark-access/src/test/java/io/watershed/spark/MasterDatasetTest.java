package io.watershed.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterDatasetTest {

  @TempDir static Path folder;
  private static Settings settings;
  private static SparkSession spark;

  @BeforeAll
  static void startSession() {
    settings =
        Settings.of(
            Map.of(
                "master.warehouse", folder.toUri().toString(),
                "spark.master", "local[2]",
                "spark.shuffle-partitions", "2"));
    spark = SparkSessions.create("master-dataset-test", settings);
    MasterDataset.from(settings).createIfAbsent(spark);
  }

  @AfterAll
  static void stopSession() {
    spark.stop();
  }

  @Test
  void namesTablesByCatalogAndNamespace() {
    MasterDataset dataset = MasterDataset.from(settings);
    assertThat(dataset.readings()).isEqualTo("watershed.master.meter_readings");
    assertThat(dataset.observations()).isEqualTo("watershed.master.station_observations");
    assertThat(dataset.weatherByCity()).isEqualTo("watershed.master.weather_by_city");
    assertThat(dataset.deadLetters()).isEqualTo("watershed.master.dead_letters");
  }

  @Test
  void createsTablesWithTheColumnsOfTheContract() {
    MasterDataset dataset = MasterDataset.from(settings);
    assertThat(spark.table(dataset.readings()).schema()).isEqualTo(MasterDataset.READING_COLUMNS);
    assertThat(spark.table(dataset.observations()).schema())
        .isEqualTo(MasterDataset.OBSERVATION_COLUMNS);
    assertThat(spark.table(dataset.weatherByCity()).schema())
        .isEqualTo(MasterDataset.CITY_WEATHER_COLUMNS);
    assertThat(spark.table(dataset.deadLetters()).schema())
        .isEqualTo(MasterDataset.DEAD_LETTER_COLUMNS);
  }

  @Test
  void leavesExistingTablesAndTheirRowsAlone() {
    MasterDataset dataset = MasterDataset.from(settings);
    Instant instant = Instant.parse("2024-02-29T13:59:59.123Z");
    appendReading(dataset, instant, "2024-02-29");
    dataset.createIfAbsent(spark);
    assertThat(
            spark.table(dataset.readings()).where("local_date = DATE'2024-02-29'").collectAsList())
        .singleElement()
        .satisfies(row -> assertThat(row.<Instant>getAs("event_time")).isEqualTo(instant));
  }

  @Test
  void rejectsNamespaceThatIsNoName() {
    assertThatThrownBy(() -> MasterDataset.from(Settings.of(Map.of("master.namespace", "a b"))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "setting watershed.master.namespace = a b is not allowed: it must be a name of a-z, 0-9"
                + " and _ that starts with a letter");
  }

  private static void appendReading(MasterDataset dataset, Instant instant, String localDate) {
    Row row =
        RowFactory.create(
            "83008",
            instant,
            LocalDate.parse(localDate),
            "Pulse1",
            6.0,
            "L",
            900,
            "captis_pulse",
            "BUDERIM",
            4556,
            "Residential",
            "Australia/Brisbane",
            new String[] {},
            "meter-readings",
            0,
            7L,
            instant,
            "{}");
    try {
      spark
          .createDataFrame(List.of(row), MasterDataset.READING_COLUMNS)
          .writeTo(dataset.readings())
          .append();
    } catch (org.apache.spark.sql.catalyst.analysis.NoSuchTableException absent) {
      throw new AssertionError(absent);
    }
  }
}

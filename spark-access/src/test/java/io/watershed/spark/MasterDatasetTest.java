package io.watershed.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.watershed.core.contract.master.CityWeather;
import io.watershed.core.contract.master.DeadLetters;
import io.watershed.core.contract.master.Observations;
import io.watershed.core.contract.master.Readings;
import io.watershed.core.settings.Settings;
import io.watershed.core.settings.SettingsException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
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
    assertThat(spark.table(dataset.readings()).schema()).isEqualTo(SparkSchemas.of(Readings.TABLE));
    assertThat(spark.table(dataset.observations()).schema())
        .isEqualTo(SparkSchemas.of(Observations.TABLE));
    assertThat(spark.table(dataset.weatherByCity()).schema())
        .isEqualTo(SparkSchemas.of(CityWeather.TABLE));
    assertThat(spark.table(dataset.deadLetters()).schema())
        .isEqualTo(SparkSchemas.of(DeadLetters.TABLE));
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
    RowLayout layout = RowLayout.of(Readings.TABLE);
    Row row =
        layout
            .values()
            .set(Readings.METER_ID, "83008")
            .set(Readings.EVENT_TIME, instant)
            .set(Readings.LOCAL_DATE, LocalDate.parse(localDate))
            .set(Readings.MEASUREMENT, "Pulse1")
            .set(Readings.VALUE, 6.0)
            .set(Readings.UNIT, "L")
            .set(Readings.INTERVAL_SECONDS, 900)
            .set(Readings.METER_TYPE, "captis_pulse")
            .set(Readings.SUBURB, "BUDERIM")
            .set(Readings.POSTCODE, 4556)
            .set(Readings.USAGE_TYPE, "Residential")
            .set(Readings.TIME_ZONE, "Australia/Brisbane")
            .set(Readings.QUALITY_FLAGS, List.of())
            .set(Readings.SOURCE_TOPIC, "meter-readings")
            .set(Readings.SOURCE_PARTITION, 0)
            .set(Readings.SOURCE_OFFSET, 7L)
            .set(Readings.ARRIVAL_TIME, instant)
            .set(Readings.RAW, "{}")
            .row();
    try {
      spark.createDataFrame(List.of(row), layout.schema()).writeTo(dataset.readings()).append();
    } catch (NoSuchTableException absent) {
      throw new AssertionError(absent);
    }
  }
}

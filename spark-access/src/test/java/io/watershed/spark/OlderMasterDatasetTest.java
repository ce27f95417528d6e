package io.watershed.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.master.CityWeather;
import io.watershed.core.contract.master.DeadLetters;
import io.watershed.core.contract.master.Observations;
import io.watershed.core.contract.master.Readings;
import io.watershed.core.settings.Settings;
import io.watershed.core.station.Element;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of earlier releases, which hold rows that nobody can bring again. */
@Tag("slow")
class OlderMasterDatasetTest {

  /** The columns that release 1 created. They are history: new ones do not belong here. */
  private static final String READINGS_OF_RELEASE_1 =
      """
      meter_id STRING, event_time TIMESTAMP, local_date DATE, measurement STRING, value DOUBLE,
      unit STRING, interval_seconds INT, meter_type STRING, suburb STRING, postcode INT,
      usage_type STRING, time_zone STRING, quality_flags ARRAY<STRING>, source_topic STRING,
      source_partition INT, source_offset BIGINT, arrival_time TIMESTAMP, raw STRING""";

  private static final String OBSERVATIONS_OF_RELEASE_1 =
      """
      station_id STRING, event_time TIMESTAMP, local_date DATE, kind STRING, source STRING,
      name STRING, latitude DOUBLE, longitude DOUBLE, elevation DOUBLE, province STRING,
      city STRING, time_zone STRING, downstream STRING, high_water DOUBLE, air_temp DOUBLE,
      dew_point DOUBLE, rel_hum DOUBLE, wind_speed DOUBLE, wind_gust DOUBLE,
      wind_direction DOUBLE, stn_pres DOUBLE, mslp DOUBLE, precip_1h DOUBLE, snow_depth DOUBLE,
      water_level DOUBLE, discharge DOUBLE, quality_flags ARRAY<STRING>, source_topic STRING,
      source_partition INT, source_offset BIGINT, arrival_time TIMESTAMP, raw STRING""";

  private static final String CITY_WEATHER_OF_RELEASE_1 =
      """
      city STRING, station_id STRING, event_time TIMESTAMP, province STRING, source STRING,
      air_temp DOUBLE, dew_point DOUBLE, rel_hum DOUBLE, wind_speed DOUBLE, wind_gust DOUBLE,
      wind_direction DOUBLE, stn_pres DOUBLE, mslp DOUBLE, precip_1h DOUBLE, snow_depth DOUBLE,
      feels_like DOUBLE, wind_chill DOUBLE, heat_index DOUBLE, humidex DOUBLE""";

  private static final String DEAD_LETTERS_OF_RELEASE_1 =
      """
      source_topic STRING, source_partition INT, source_offset BIGINT, arrival_time TIMESTAMP,
      message_key BINARY, raw BINARY, reason STRING, detail STRING""";

  @TempDir static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void startSession() {
    spark = SparkSessions.create("older-master-dataset-test", settings("unused"));
  }

  @AfterAll
  static void stopSession() {
    spark.stop();
  }

  @Test
  void tablesOfRelease1GetTheColumnsOfTodayAndKeepTheirRows() throws NoSuchTableException {
    MasterDataset dataset = MasterDataset.from(settings("release_1"));
    spark.sql("CREATE NAMESPACE watershed.release_1");
    create(dataset.readings(), READINGS_OF_RELEASE_1, "local_date");
    create(dataset.observations(), OBSERVATIONS_OF_RELEASE_1, "local_date");
    create(dataset.weatherByCity(), CITY_WEATHER_OF_RELEASE_1, "bucket(16, city)");
    create(dataset.deadLetters(), DEAD_LETTERS_OF_RELEASE_1, "days(arrival_time)");
    insertOldObservation(dataset.observations());

    dataset.createIfAbsent(spark);

    assertThat(columns(dataset.readings())).containsAll(names(Readings.TABLE));
    assertThat(columns(dataset.observations())).containsAll(names(Observations.TABLE));
    assertThat(columns(dataset.weatherByCity())).containsAll(names(CityWeather.TABLE));
    assertThat(columns(dataset.deadLetters())).containsAll(names(DeadLetters.TABLE));

    append(dataset.observations(), "new", 2.5, 0.5);
    assertOldAndNewObservation(dataset.observations());
  }

  @Test
  void aTableWithoutAnElementOfTodayGetsItAtItsEndAndIsWrittenByName() throws NoSuchTableException {
    MasterDataset dataset = MasterDataset.from(settings("fewer"));
    spark.sql("CREATE NAMESPACE watershed.fewer");
    create(
        dataset.observations(),
        OBSERVATIONS_OF_RELEASE_1.replace("snow_depth DOUBLE,", ""),
        "local_date");
    insertOldObservation(dataset.observations());

    dataset.createIfAbsent(spark);
    dataset.createIfAbsent(spark);

    assertThat(columns(dataset.observations())).endsWith("raw", "snow_depth");
    append(dataset.observations(), "new", 2.5, 0.5);
    assertOldAndNewObservation(dataset.observations());
  }

  @Test
  void anElementOfTomorrowIsAddedBesideTheRowsOfToday() {
    MasterDataset dataset = MasterDataset.from(settings("tomorrow"));
    dataset.createIfAbsent(spark);
    insertOldObservation(dataset.observations());
    StructType tomorrow =
        SparkSchemas.of(Observations.TABLE).add("turbidity", DataTypes.DoubleType);

    MasterDataset.addMissingColumns(spark, dataset.observations(), tomorrow);

    spark.sql(
        "INSERT INTO "
            + dataset.observations()
            + " (station_id, local_date, turbidity) VALUES ('new', DATE'2026-01-02', 4.5)");
    assertThat(
            spark
                .table(dataset.observations())
                .orderBy("local_date")
                .select("station_id", "water_level", "turbidity")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[old,1.5,null]", "[new,null,4.5]");
  }

  private static void insertOldObservation(String table) {
    spark.sql(
        "INSERT INTO "
            + table
            + " (station_id, event_time, local_date, kind, water_level, quality_flags, raw)"
            + " VALUES ('old', TIMESTAMP'2026-01-01 10:00:00', DATE'2026-01-01', 'gauge', 1.5,"
            + " array(), '{}')");
  }

  private static void append(String table, String station, double level, double snow)
      throws NoSuchTableException {
    RowLayout layout =
        RowLayout.of(
            List.of(
                Observations.ELEMENTS.get(Element.SNOW_DEPTH),
                Observations.ELEMENTS.get(Element.WATER_LEVEL),
                Observations.STATION_ID,
                Observations.LOCAL_DATE));
    Row row =
        layout
            .values()
            .set(Observations.STATION_ID, station)
            .set(Observations.LOCAL_DATE, LocalDate.of(2026, 1, 2))
            .set(Observations.ELEMENTS.get(Element.WATER_LEVEL), level)
            .set(Observations.ELEMENTS.get(Element.SNOW_DEPTH), snow)
            .row();
    spark
        .createDataFrame(List.of(row), layout.schema())
        .unionByName(spark.createDataFrame(List.of(), SparkSchemas.of(Observations.TABLE)), true)
        .writeTo(table)
        .append();
  }

  private static void assertOldAndNewObservation(String table) {
    assertThat(
            spark
                .table(table)
                .orderBy("local_date")
                .select("station_id", "water_level", "snow_depth", "raw")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[old,1.5,null,{}]", "[new,2.5,0.5,null]");
  }

  private static void create(String table, String columns, String partitioning) {
    spark.sql(
        "CREATE TABLE %s (%s) USING iceberg PARTITIONED BY (%s)"
            .formatted(table, columns, partitioning));
  }

  private static List<String> columns(String table) {
    return Arrays.asList(spark.table(table).schema().fieldNames());
  }

  private static List<String> names(Table table) {
    return table.allColumns().stream().map(Column::name).toList();
  }

  private static Settings settings(String namespace) {
    return Settings.of(
        Map.of(
            "master.warehouse",
            folder.toUri().toString(),
            "master.namespace",
            namespace,
            "spark.master",
            "local[2]",
            "spark.shuffle-partitions",
            "2"));
  }
}

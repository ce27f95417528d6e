package io.watershed.batch.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.watershed.batch.LakeFixture;
import io.watershed.core.contract.Column;
import io.watershed.core.contract.Table;
import io.watershed.core.contract.hive.DailyStats;
import io.watershed.core.contract.hive.ForecastSkill;
import io.watershed.core.contract.hive.LatestOfStations;
import io.watershed.core.contract.hive.MeterReadings;
import io.watershed.core.contract.hive.MonthlyStats;
import io.watershed.core.contract.hive.ProblemMeters;
import io.watershed.core.contract.hive.StationHourlySummary;
import io.watershed.core.contract.hive.StationMetadata;
import io.watershed.core.contract.hive.StationObservations;
import io.watershed.core.contract.hive.WaterLevelForecasts;
import io.watershed.core.contract.master.CityWeather;
import io.watershed.core.contract.master.Observations;
import io.watershed.core.contract.master.Readings;
import io.watershed.spark.SparkSchemas;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each view has all columns of its table, in the table's order and types. */
@Tag("slow")
class ViewColumnsTest {

  @RegisterExtension final LakeFixture lake = new LakeFixture();

  @Test
  void viewsOfMetersHaveTheColumnsOfTheirTables() {
    Rules rules = Rules.from(lake.settings());
    Dataset<Row> byMeter = MasterRows.byMeter(empty(Readings.TABLE.allColumns()), 1);
    Dataset<Row> computed = DayView.of(byMeter, Set.of(), Instant.EPOCH, rules);

    assertColumns(ReadingView.of(byMeter, Set.of(), rules), MeterReadings.TABLE);
    assertColumns(DayView.statistics(computed), DailyStats.TABLE);
    assertColumns(DayView.problems(computed), ProblemMeters.TABLE);
    assertColumns(
        MonthView.of(empty(MonthView.daily()), 1, rules.consumption(), Instant.EPOCH),
        MonthlyStats.TABLE);
  }

  @Test
  void viewsOfStationsHaveTheColumnsOfTheirTables() {
    Dataset<Row> master = empty(Observations.TABLE.allColumns());
    Dataset<Row> computed = ObservationView.of(ObservationRows.byStation(master, 1), Set.of(), 1);
    Dataset<Row> judged = empty(JudgedRows.columns());

    assertColumns(ObservationView.observations(computed), StationObservations.TABLE);
    assertColumns(CityWeatherView.of(computed), CityWeather.TABLE);
    assertColumns(StationHourView.of(judged, 1), StationHourlySummary.TABLE);
    assertColumns(StationLatestView.of(judged, 1), LatestOfStations.TABLE);
    assertColumns(
        StationMetadataView.of(
            empty(StationMetadata.TABLE.allColumns()),
            StationMetadataView.said(master),
            StationMetadataView.counts(judged),
            StationMetadataView.counts(judged),
            StationMetadataView.highWater(empty(StationMetadataView.summaries()), 1)),
        StationMetadata.TABLE);
  }

  @Test
  void forecastsAndTheirSkillHaveTheColumnsOfTheirTables() {
    Dataset<Row> computed = empty(ForecastView.LAYOUT.columns());

    assertColumns(ForecastView.forecasts(computed), WaterLevelForecasts.TABLE);
    assertColumns(SkillView.of(ForecastView.states(computed), Instant.EPOCH), ForecastSkill.TABLE);
  }

  private Dataset<Row> empty(Collection<? extends Column<?>> columns) {
    return lake.spark().createDataFrame(List.of(), SparkSchemas.of(columns));
  }

  private static void assertColumns(Dataset<Row> view, Table table) {
    assertThat(columns(view.schema())).isEqualTo(columns(SparkSchemas.of(table)));
  }

  private static List<String> columns(StructType schema) {
    return Arrays.stream(schema.fields())
        .map(field -> field.name() + " " + field.dataType().sql())
        .toList();
  }
}

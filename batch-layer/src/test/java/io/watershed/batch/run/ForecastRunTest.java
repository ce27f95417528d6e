package io.watershed.batch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.watershed.batch.LakeFixture;
import io.watershed.batch.hive.BatchTable;
import io.watershed.core.station.Element;
import io.watershed.core.station.Station;
import io.watershed.core.station.StationKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs that forecast a few gauges whose levels are waves. */
@Tag("slow")
class ForecastRunTest {
  /** Tables have levels to the millimetre; the skill is of what was forecast. */
  private static final double MILLIMETRE = 1e-3;

  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");
  private static final int HISTORY = 24 * 6;

  @RegisterExtension private final LakeFixture lake = new LakeFixture();

  private ObservationFixture observations;
  private FolderRuns views;

  @BeforeEach
  void createDataset() {
    lake.overrides().put("forecast.rounds", "10");
    lake.overrides().put("forecast.backtest-hours", "30");
    observations = new ObservationFixture(lake.spark(), lake.dataset());
    views = new FolderRuns(lake, "views");
  }

  @Test
  void firstRunForecastsFromHoursBackAndItsSkillIsThatOfTheTables() throws Exception {
    for (int hour = 0; hour < HISTORY; hour++) {
      addHour(hour);
    }
    observations.commit();
    ForecastSummary summary = views.run().stations().forecast();
    assertThat(summary.issuedAt()).isEqualTo("2026-05-06T23:00:00Z");
    assertThat(summary.origins()).isEqualTo(30);
    assertThat(summary.gauges()).isEqualTo(4);
    assertThat(summary.rising() + summary.falling() + summary.stable()).isEqualTo(4);
    assertThat(summary.skill().keySet()).containsExactly(6, 24);
    assertThat(summary.skill().get(6).forecasts()).isEqualTo(4 * 24);
    assertThat(summary.skill().get(24).forecasts()).isEqualTo(4 * 6);

    List<Row> forecasts = forecasts();
    assertThat(forecasts).hasSize(4 * 30 * 24);
    assertThat(forecasts)
        .allSatisfy(
            row -> {
              long issued = hourOf(row, "issued_time");
              assertThat(hourOf(row, "target_time") - issued)
                  .isEqualTo(row.<Integer>getAs("lead_hours").longValue());
              assertThat(row.<Double>getAs("persistence_level"))
                  .isCloseTo(level(gauge(row), issued), within(MILLIMETRE));
              assertThat(row.<Double>getAs("level"))
                  .isBetween(row.<Double>getAs("low"), row.<Double>getAs("high"));
              assertThat(row.<String>getAs("trend")).isIn("rising", "falling", "stable");
              assertThat(row.<String>getAs("risk"))
                  .isIn(gauge(row) == 0 ? List.of("high", "medium", "low") : List.of("unknown"));
            });
    theSkillIsThatOf(forecasts);
  }

  @Test
  void eachRunGoesOnWhereTheLastOneEnded() throws Exception {
    lake.overrides().put("forecast.backtest-hours", "2");
    for (int hour = 0; hour < HISTORY; hour++) {
      addHour(hour);
    }
    observations.commit();
    views.run();
    List<Row> before = forecasts();
    assertThat(before).hasSize(4 * 2 * 24);

    addHour(HISTORY);
    observations.commit();
    // What a run wrote that died is not built on.
    assertThatThrownBy(() -> views.dieAt(BatchRun.Step.FORECASTS_WRITTEN))
        .hasMessage("killed at FORECASTS_WRITTEN");
    assertThatThrownBy(() -> views.dieAt(BatchRun.Step.STATIONS_PUBLISHED))
        .hasMessage("killed at STATIONS_PUBLISHED");
    ForecastSummary next = views.run().stations().forecast();
    assertThat(next.origins()).isEqualTo(1);
    assertThat(next.issuedAt()).isEqualTo("2026-05-07T00:00:00Z");
    List<Row> after = forecasts();
    assertThat(after).hasSize(4 * 3 * 24).containsAll(before);
    theSkillIsThatOf(after);

    // Half an hour of news and a range of days are nothing to forecast from.
    observations.add(station(0), START.plusSeconds(HISTORY * 3600L + 1800), wave(0, HISTORY));
    observations.commit();
    assertThat(views.run().stations().forecast()).isNull();
    assertThat(views.range("2026-05-01", "2026-05-03").stations().forecast()).isNull();
    assertThat(forecasts()).containsExactlyInAnyOrderElementsOf(after);
    assertThat(views.warehouse)
        .satisfies(
            warehouse -> {
              assertThat(warehouse.resolve("_forecast/state").toFile().list()).hasSize(1);
              assertThat(warehouse.resolve("_forecast/model").toFile().list())
                  .filteredOn(name -> !name.endsWith(".crc"))
                  .hasSize(1);
            });
  }

  @Test
  void statesOfTheFirstLayoutAreGoneOnFrom() throws Exception {
    lake.overrides().put("forecast.backtest-hours", "3");
    for (int hour = 0; hour < HISTORY; hour++) {
      addHour(hour);
    }
    observations.commit();
    views.run();
    saveAgain((gauge, state) -> ofTheFirstLayout(state));
    addHour(HISTORY);
    observations.commit();
    ForecastSummary next = views.run().stations().forecast();
    assertThat(next.rebuiltBecause()).isNull();
    assertThat(next.origins()).isEqualTo(1);
    theSkillIsThatOf(forecasts());
  }

  @Test
  void statesThatCannotBeReadAreMadeAgainFromTheHoursAndItIsSaid() throws Exception {
    lake.overrides().put("forecast.backtest-hours", "3");
    for (int hour = 0; hour < HISTORY; hour++) {
      addHour(hour);
    }
    observations.commit();
    views.run();
    saveAgain((gauge, state) -> gauge.equals("G2") ? ofANewerLayout(state) : state);
    addHour(HISTORY);
    observations.commit();
    ForecastSummary next = views.run().stations().forecast();
    assertThat(next.rebuiltBecause())
        .startsWith("of 1 gauges: gauge G2: a gauge's skill was saved in a layout that begins");
    assertThat(next.inWords()).endsWith(next.rebuiltBecause());
    assertThat(next.origins()).isEqualTo(3);
    long first = START.getEpochSecond() / 3600 + HISTORY - 2;
    theSkillIsThatOf(
        forecasts().stream().filter(row -> hourOf(row, "issued_time") >= first).toList());

    addHour(HISTORY + 1);
    observations.commit();
    ForecastSummary after = views.run().stations().forecast();
    assertThat(after.rebuiltBecause()).isNull();
    assertThat(after.origins()).isEqualTo(1);
  }

  @Test
  void oneGaugeWhoseClockIsAheadMovesNobodyOn() throws Exception {
    for (int hour = 0; hour < 48; hour++) {
      addHour(hour);
    }
    observations.add(station(3), START.plus(Duration.ofHours(50)), wave(3, 50));
    observations.commit();
    // The two that send each half hour have told what the level is at midnight.
    assertThat(views.run().stations().forecast().issuedAt()).isEqualTo("2026-05-03T00:00:00Z");
  }

  @Test
  void stationsWithoutLevelsAreNotForecast() throws Exception {
    observations.air(ObservationFixture.HALIFAX, "2026-05-01T12:00", 3, 20).commit();
    assertThat(views.run().stations().forecast()).isNull();
    assertThat(views.rows(BatchTable.WATER_LEVEL_FORECASTS)).isEmpty();
  }

  /** Writes the gauges' states as another version would have. */
  private void saveAgain(BiFunction<String, byte[], byte[]> change) throws IOException {
    try (Stream<Path> runs = Files.list(views.warehouse.resolve("_forecast/state"))) {
      String folder = runs.findFirst().orElseThrow().toUri().toString();
      Dataset<Row> states = lake.spark().read().parquet(folder);
      List<Row> changed = new ArrayList<>();
      for (Row row : states.collectAsList()) {
        String gauge = row.getString(0);
        changed.add(RowFactory.create(gauge, change.apply(gauge, (byte[]) row.get(1))));
      }
      lake.spark()
          .createDataFrame(changed, states.schema())
          .coalesce(1)
          .write()
          .mode(SaveMode.Overwrite)
          .parquet(folder);
    }
  }

  /** The first layout had the number one, in four bytes, instead of the mark of five. */
  private static byte[] ofTheFirstLayout(byte[] state) {
    return ByteBuffer.allocate(state.length - 1).putInt(1).put(state, 5, state.length - 5).array();
  }

  private static byte[] ofANewerLayout(byte[] state) {
    byte[] newer = state.clone();
    newer[0] = 31;
    return newer;
  }

  /** An hour of four gauges, every quarter of which two send, and of the rain near them. */
  private void addHour(int hour) {
    for (int gauge = 0; gauge < 4; gauge++) {
      Instant time = START.plus(Duration.ofHours(hour));
      observations.add(station(gauge), time, wave(gauge, hour));
      if (gauge < 2 && hour < HISTORY - 1) {
        observations.add(station(gauge), time.plusSeconds(1800), wave(gauge, hour + 0.5));
      }
    }
    observations.add(
        new Station(
            "RAIN",
            StationKind.WEATHER,
            null,
            45.1,
            -63.0,
            null,
            null,
            null,
            ZoneOffset.UTC,
            null,
            null),
        START.plus(Duration.ofHours(hour)),
        Map.of(Element.PRECIP_1H, hour % 20 == 0 ? 5.0 : 0.0));
  }

  private static Station station(int gauge) {
    return new Station(
        "G" + gauge,
        StationKind.GAUGE,
        null,
        45.0 + gauge / 10.0,
        -63.0,
        null,
        null,
        null,
        ZoneOffset.UTC,
        gauge == 0 ? null : "G" + (gauge - 1),
        gauge == 0 ? 2.5 : null);
  }

  private static Map<Element, Double> wave(int gauge, double hour) {
    return Map.of(Element.WATER_LEVEL, 2 + 0.6 * Math.sin((hour - 5 * gauge) / 15));
  }

  private static double level(int gauge, long hourOfEpoch) {
    double hour = hourOfEpoch - START.getEpochSecond() / 3600.0;
    return wave(gauge, hour).get(Element.WATER_LEVEL);
  }

  private List<Row> forecasts() {
    String[] places =
        views.folders.locations(BatchTable.WATER_LEVEL_FORECASTS).values().toArray(String[]::new);
    return lake.spark().read().parquet(places).collectAsList();
  }

  /** Counts anew, from the forecasts and the levels that came, what the table of skill says. */
  private void theSkillIsThatOf(List<Row> forecasts) {
    long end = forecasts.stream().mapToLong(row -> hourOf(row, "issued_time")).max().orElseThrow();
    Map<String, double[]> sums = new HashMap<>();
    for (Row row : forecasts) {
      long target = hourOf(row, "target_time");
      if (target <= end) {
        double[] sum =
            sums.computeIfAbsent(
                row.getAs("station_id") + " " + row.getAs("lead_hours"), key -> new double[3]);
        double truth = level(gauge(row), target);
        sum[0]++;
        sum[1] += Math.abs(row.<Double>getAs("level") - truth);
        sum[2] += Math.abs(row.<Double>getAs("persistence_level") - truth);
      }
    }
    String[] places =
        views.folders.locations(BatchTable.FORECAST_SKILL).values().toArray(String[]::new);
    List<Row> skill = lake.spark().read().parquet(places).collectAsList();
    assertThat(skill).hasSameSizeAs(sums.keySet());
    assertThat(skill)
        .allSatisfy(
            row -> {
              double[] sum = sums.get(row.getAs("station_id") + " " + row.getAs("lead_hours"));
              assertThat(row.<Long>getAs("forecasts").doubleValue()).isEqualTo(sum[0]);
              assertThat(row.<Double>getAs("mae")).isCloseTo(sum[1] / sum[0], within(MILLIMETRE));
              assertThat(row.<Double>getAs("persistence_mae"))
                  .isCloseTo(sum[2] / sum[0], within(MILLIMETRE));
            });
  }

  private static int gauge(Row row) {
    return row.<String>getAs("station_id").charAt(1) - '0';
  }

  private static long hourOf(Row row, String column) {
    return row.<LocalDateTime>getAs(column).toEpochSecond(ZoneOffset.UTC) / 3600;
  }
}
